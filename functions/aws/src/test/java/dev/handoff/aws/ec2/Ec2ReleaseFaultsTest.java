package dev.handoff.aws.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.aws.local.AwsServer;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.FaultyFront;
import dev.handoff.aws.local.FaultyFront.Fault;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.spec.Address;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Addresses that are taken off while EC2 throttles, forbids, or does not answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests, or all are skipped
class Ec2ReleaseFaultsTest {

  private static final Limits BRIEF =
      new Limits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10));

  private FaultyFront front;
  private Ec2World world;
  private Ec2Query query;
  private Ec2Addresses addresses;

  @BeforeAll
  void start() {
    URI behind = AwsServer.require();
    front = FaultyFront.before(behind);
    world = new Ec2World(behind);
    query =
        new Ec2Query(
            Ec2World.settings(front.endpoint()), DynamoDbLocalServer.CREDENTIALS, BRIEF.attempt());
    addresses = new Ec2Addresses(query, BRIEF, new SystemTime());
  }

  @BeforeEach
  void heal() {
    front.heal();
    List<Address> both = List.of(world.eip(), world.route());
    addresses.move(world.spec, both, Samples.node(world.spec, "n1"), () -> true);
  }

  @AfterAll
  void stop() {
    if (front != null) {
      query.close();
      world.close();
      front.close();
    }
  }

  @Test
  void aReleaseWhoseReplyIsAlwaysLostIsReadBack() {
    front.always("DisassociateAddress", Fault.LOSE_REPLY);
    front.always("DeleteRoute", Fault.LOSE_REPLY);

    assertEquals(new Moved.Accepted(world.eip()), release(world.eip()));
    assertEquals(new Moved.Accepted(world.route()), release(world.route()));
    assertEquals(new Place.Nowhere(), place(world.eip()));
    assertEquals(new Place.Nowhere(), place(world.route()));
  }

  @Test
  void anEndlesslyThrottledReleaseIsUnknownAndNotRefused() {
    front.always("DisassociateAddress", Fault.THROTTLE);

    assertInstanceOf(Moved.Unknown.class, release(world.eip()));
    assertEquals(new Place.AtNode("n1"), place(world.eip()));
  }

  @Test
  void aForbiddenReleaseIsRefusedAndSaysSo() {
    front.always("DisassociateAddress", Fault.FORBID);
    front.always("DeleteRoute", Fault.FORBID);

    for (Address address : List.of(world.eip(), world.route())) {
      Moved.Refused refused = assertInstanceOf(Moved.Refused.class, release(address));
      assertTrue(refused.detail().contains("UnauthorizedOperation"), refused.detail());
    }
  }

  @Test
  void whatCannotBeSeenIsNotTakenForGone() {
    front.always("DescribeAddresses", Fault.FORBID);
    front.always("DescribeRouteTables", Fault.FORBID);

    assertInstanceOf(Moved.Unknown.class, release(world.eip()));
    assertInstanceOf(Moved.Unknown.class, release(world.route()));
    assertEquals(List.of(), front.calls("DisassociateAddress"));
    assertEquals(List.of(), front.calls("DeleteRoute"));
  }

  private Moved release(Address address) {
    return addresses.release(world.spec, List.of(address), () -> true).getFirst();
  }

  private Place place(Address address) {
    return addresses.locate(world.spec, List.of(address)).getFirst().place();
  }
}
