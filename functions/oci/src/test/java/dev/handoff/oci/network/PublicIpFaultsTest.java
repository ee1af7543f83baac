package dev.handoff.oci.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address;
import dev.handoff.oci.local.Fault;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PublicIpFaultsTest extends OciFaults {

  private static final String IPS = "publicIps";

  @Test
  void anAssignmentThatFailsSilentlyIsMadeAgain() {
    world.vcn.failSilently(2);

    assertEquals(new Moved.Accepted(world.bareIp()), move(world.bareIp(), "n1"));

    assertEquals(3, count("PUT", IPS));
    assertEquals(new Place.AtNode("n1"), place(world.bareIp()));
  }

  @Test
  void oneThatAlwaysFailsSilentlyIsUnknownAndSaysHowOftenItWasSent() {
    world.vcn.failSilently(Integer.MAX_VALUE);

    Moved.Unknown unknown = assertInstanceOf(Moved.Unknown.class, move(world.bareIp(), "n1"));

    int sent = count("PUT", IPS);
    assertTrue(unknown.detail().endsWith(", sent " + sent + " times"), unknown.detail());
    assertTrue(sent > 2, "sent again and again");
  }

  @Test
  void aSlowAssignmentIsFollowedUntilItIsThere() {
    world.vcn.slowPublicIps(8);

    assertEquals(new Moved.Accepted(world.bareIp()), move(world.bareIp(), "n1"));

    assertEquals(1, count("PUT", IPS));
    assertEquals(world.vcn.primaryIp(world.n1), world.vcn.privateIpOf(world.bare));
  }

  @Test
  void oneThatIsStillOnItsWayWasTakenButIsNotThere() {
    world.vcn.slowPublicIps(Integer.MAX_VALUE);

    assertEquals(new Moved.Accepted(world.bareIp()), move(world.bareIp(), "n1"));

    Place.Elsewhere elsewhere = assertInstanceOf(Place.Elsewhere.class, place(world.bareIp()));
    assertTrue(elsewhere.detail().contains("ASSIGNING"), elsewhere.detail());
  }

  @Test
  void oneOnItsWayElsewhereIsWaitedForAndThenSent() {
    world.vcn.assignPublicIp(world.bare, world.vcn.primaryIp(world.n2));
    world.vcn.publicIpState(world.bare, "ASSIGNING");

    assertEquals(new Moved.Accepted(world.bareIp()), move(world.bareIp(), "n1"));
    assertEquals(new Place.AtNode("n1"), place(world.bareIp()));
  }

  @Test
  void whatSomebodyElseHasPutThereIsNotTakenAway() {
    String other = world.vcn.ephemeralPublicIp("198.51.100.7", world.vcn.primaryIp(world.n1));

    Moved.Refused refused = assertInstanceOf(Moved.Refused.class, move(world.bareIp(), "n1"));

    assertTrue(refused.detail().contains(other), refused.detail());
    assertTrue(refused.detail().contains("198.51.100.7"), refused.detail());
    assertEquals(world.vcn.primaryIp(world.n1), world.vcn.privateIpOf(other));
  }

  @Test
  void anEphemeralPublicIpIsRefusedInWords() {
    Address.PublicIp ephemeral =
        new Address.PublicIp(
            "e", world.vcn.ephemeralPublicIp("198.51.100.8", world.vcn.primaryIp(world.n2)), null);

    Moved.Refused refused = assertInstanceOf(Moved.Refused.class, move(ephemeral, "n1"));

    assertTrue(refused.detail().contains("ephemeral"), refused.detail());
    assertInstanceOf(Moved.Refused.class, release(ephemeral));
    assertEquals(0, count("PUT", IPS));
  }

  @Test
  void aDeletedOneIsRefusedAndUnreadable() {
    world.vcn.publicIpState(world.bare, "TERMINATED");

    assertInstanceOf(Moved.Refused.class, move(world.bareIp(), "n1"));
    assertInstanceOf(Place.Unreadable.class, place(world.bareIp()));
  }

  @Test
  void whatIsTurnedAwayForTheMomentIsRepeated() {
    next("PUT", IPS, Fault.CONFLICT, Fault.THROTTLE, Fault.SERVER_ERROR);

    assertEquals(new Moved.Accepted(world.bareIp()), move(world.bareIp(), "n1"));
    assertEquals(4, count("PUT", IPS));
  }

  @Test
  void aMoveWhoseReplyIsLostIsFollowedAllTheSame() {
    always("PUT", IPS, Fault.LOSE_REPLY);

    assertEquals(new Moved.Accepted(world.bareIp()), move(world.bareIp(), "n1"));
    assertEquals(new Place.AtNode("n1"), place(world.bareIp()));
  }

  @Test
  void oneThatIsOvertakenAfterItWasSentIsUnknown() {
    world.vcn.failSilently(1);
    AtomicInteger asked = new AtomicInteger();

    Moved moved = move(world.bareIp(), "n1", () -> asked.incrementAndGet() <= 2);

    assertInstanceOf(Moved.Unknown.class, moved);
    assertEquals(1, count("PUT", IPS));
  }

  @Test
  void oneThatIsBoundTravelsWithItsPrivateIp() {
    move(world.carriedIp(), "n1");
    world.server.faults().heal();

    assertEquals(new Moved.Accepted(world.carriedIp()), move(world.carriedIp(), "n2"));

    assertEquals(1, count("PUT", "privateIps"));
    assertEquals(0, count("PUT", IPS), "it is where it is bound to");
    assertEquals(new Place.AtNode("n2"), place(world.carriedIp()));
  }

  @Test
  void oneThatIsBoundAndElsewhereIsBroughtToItsPrivateIp() {
    world.vcn.assignPublicIp(world.carried, world.vcn.primaryIp(world.n1));
    assertInstanceOf(Place.Elsewhere.class, place(world.carriedIp()));

    assertEquals(new Moved.Accepted(world.carriedIp()), move(world.carriedIp(), "n1"));

    assertEquals(world.carrier, world.vcn.privateIpOf(world.carried));
  }

  @Test
  void oneAtAPrivateIpOfNoVnicIsElsewhere() {
    world.vcn.assignPublicIp(world.carried, world.carrier);

    Place.Elsewhere elsewhere = assertInstanceOf(Place.Elsewhere.class, place(world.carriedIp()));
    assertTrue(elsewhere.detail().contains("at no VNIC"), elsewhere.detail());
  }

  @Test
  void aReleaseIsFollowedUntilItIsNowhere() {
    move(world.bareIp(), "n1");
    world.vcn.slowPublicIps(5);

    assertEquals(new Moved.Accepted(world.bareIp()), release(world.bareIp()));
    assertEquals(new Place.Nowhere(), place(world.bareIp()));
  }

  @Test
  void oneWhoseHolderCannotBeSeenIsNotTakenForReleased() {
    move(world.bareIp(), "n1");
    always("GET", "privateIps", Fault.FORBID);

    assertInstanceOf(Moved.Refused.class, release(world.bareIp()));
    assertEquals(world.vcn.primaryIp(world.n1), world.vcn.privateIpOf(world.bare));
  }
}
