package dev.handoff.oci.objectstorage;

import static dev.handoff.oci.objectstorage.TestBucket.calls;
import static dev.handoff.oci.objectstorage.TestBucket.listings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Fleet;
import dev.handoff.controller.port.FleetContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.oci.local.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectStorageFleetTest extends FleetContract {

  private final TestBucket test = new TestBucket();

  @AfterEach
  void close() {
    test.close();
  }

  /** The server's clock is what counts, and here it agrees with the caller's. */
  @Override
  protected Fleet threeClusters() {
    Fleet fleet = fleet();
    return (cluster, now, window) -> {
      test.time.jump(now);
      return fleet.noteLoss(cluster, now, window);
    };
  }

  private Fleet fleet() {
    ObjectStorageClusterStore store = test.store();
    List.of("a", "b", "c").forEach(name -> store.commit(name, 0, Samples.record(name, 1)));
    return new ObjectStorageFleet(test.bucket, store);
  }

  @Test
  void aFunctionWhoseClockIsWrongCountsAllTheSame() {
    Fleet fleet = fleet();
    fleet.noteLoss("a", Samples.NOON.minus(Duration.ofDays(1)), Duration.ofMinutes(5));

    assertEquals(
        new Fleet.Losses(2, 3),
        fleet.noteLoss("b", Samples.NOON.plus(Duration.ofDays(1)), Duration.ofMinutes(5)));
  }

  @Test
  void aLossWhoseReplyWasLostIsCountedOnce() {
    Fleet fleet = fleet();
    test.oci.faults().next(calls("PUT"), Fault.LOSE_REPLY, Fault.THROTTLE);

    assertEquals(new Fleet.Losses(1, 3), fleet.noteLoss("a", Samples.NOON, Duration.ofMinutes(5)));
  }

  @Test
  void aLossThatCannotBeNotedOrCountedIsSaid() {
    Fleet fleet = fleet();
    test.oci.faults().always(listings(), Fault.SERVER_ERROR);

    assertThrows(
        CloudUnavailable.class, () -> fleet.noteLoss("a", Samples.NOON, Duration.ofMinutes(5)));
  }
}
