package dev.handoff.beacon.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.events.Beat;
import dev.handoff.events.Plan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the loop hears when the program itself fails on the way to the store. */
final class GuardedTransportTest {

  private final Error fault = new NoClassDefFoundError("javax/Missing");
  private final List<Throwable> logged = new ArrayList<>();
  private final Transport guarded = new GuardedTransport(new Broken(), logged::add);

  @Test
  void aBeatThatAFaultKeptFromTheStoreHasFailed() {
    Transport.Reply reply = guarded.publish(Beats.beat(1, false));

    var failed = assertInstanceOf(Transport.Reply.Failed.class, reply);
    assertEquals("a fault of the beacon: " + fault, failed.detail());
  }

  @Test
  void peersThatCannotBeReadForAFaultAreUnreadable() {
    assertThrows(StoreUnavailable.class, () -> guarded.peers(List.of()));
  }

  @Test
  void aPlanThatCannotBeFetchedForAFaultIsUnavailable() {
    assertThrows(StoreUnavailable.class, () -> guarded.plan("1"));
  }

  @Test
  void theLogHearsOfTheFaultItself() {
    guarded.publish(Beats.beat(1, false));

    assertSame(fault, logged.getFirst());
  }

  private final class Broken implements Transport {

    @Override
    public Reply publish(Beat beat) {
      throw fault;
    }

    @Override
    public List<PeerBeat> peers(List<Plan.Peer> peers) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public Plan plan(String version) {
      throw fault;
    }
  }
}
