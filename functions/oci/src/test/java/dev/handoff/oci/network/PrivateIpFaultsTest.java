package dev.handoff.oci.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Addresses.Located;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.local.Fault;
import dev.handoff.oci.local.OciRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrivateIpFaultsTest extends OciFaults {

  private static final String IPS = "privateIps";
  private static final Address.PrivateIp IP = OciWorld.privateIp();

  @Test
  void aMoveIsOneCallUnderTheEtagOfWhatWasRead() {
    assertEquals(new Moved.Accepted(IP), move(IP, "n1"));

    List<OciRequest> updates = world.server.faults().calls(OciWorld.calls("PUT", IPS));
    assertEquals(1, updates.size());
    assertTrue(updates.getFirst().header("if-match").isPresent());
    assertEquals("{\"vnicId\":\"" + world.n1 + "\"}", updates.getFirst().text());
  }

  @Test
  void whatIsThereAlreadyIsNotAskedForAgain() {
    move(IP, "n1");
    world.server.faults().heal();

    assertEquals(new Moved.Accepted(IP), move(IP, "n1"));
    assertEquals(0, count("PUT", IPS));
  }

  @Test
  void theNextMoveLooksNothingUp() {
    move(IP, "n1");
    move(IP, "n2");
    world.server.faults().heal();

    move(IP, "n1");

    assertEquals(2, world.server.faults().calls(request -> true).size(), "one read, one change");
  }

  @Test
  void whatSomebodyElseHasChangedIsReadAgain() {
    next("PUT", IPS, new Fault.Meanwhile(() -> world.vcn.touch(world.floating)));

    assertEquals(new Moved.Accepted(IP), move(IP, "n1"));
    assertEquals(2, count("PUT", IPS));
    assertEquals(world.n1, world.vcn.vnicOf(world.floating));
  }

  @Test
  void whatSomebodyElseHasMovedThereIsThere() {
    next("PUT", IPS, new Fault.Meanwhile(() -> world.vcn.assign(world.floating, world.n1)));

    assertEquals(new Moved.Accepted(IP), move(IP, "n1"));
    assertEquals(1, count("PUT", IPS));
  }

  @Test
  void endlessConflictsOfEtagsAreUnknownAndSaySo() {
    always("PUT", IPS, new Fault.Meanwhile(() -> world.vcn.touch(world.floating)));

    Moved.Unknown unknown = assertInstanceOf(Moved.Unknown.class, move(IP, "n1"));

    assertTrue(unknown.detail().contains("NoEtagMatch"), unknown.detail());
    assertTrue(count("PUT", IPS) > 2, "tried again and again");
  }

  @Test
  void aLateCallOfAnOlderEvaluationFindsAnotherEtag() {
    AtomicInteger asked = new AtomicInteger();
    next("PUT", IPS, new Fault.Meanwhile(() -> move(IP, "n2")));

    Moved late = move(IP, "n1", () -> asked.incrementAndGet() <= 2);

    assertEquals(new Moved.NotCurrent(IP), late);
    assertEquals(world.n2, world.vcn.vnicOf(world.floating));
  }

  @Test
  void whatIsTurnedAwayForTheMomentIsRepeated() {
    next(
        "PUT",
        IPS,
        Fault.THROTTLE,
        Fault.CONFLICT,
        new Fault.Answer(409, "LockConflict"),
        Fault.UNAVAILABLE);

    assertEquals(new Moved.Accepted(IP), move(IP, "n1"));
    assertEquals(5, count("PUT", IPS));
  }

  @Test
  void whatIsRefusedForGoodIsNotRepeated() {
    for (Fault fault :
        List.of(
            new Fault.Answer(409, "Conflict"),
            new Fault.Answer(400, "InvalidParameter"),
            new Fault.Answer(501, "NotImplemented"),
            new Fault.Answer(403, "NotAuthorized"))) {
      world.server.faults().heal();
      always("PUT", IPS, fault);

      assertInstanceOf(Moved.Refused.class, move(IP, "n1"), fault::toString);
      assertEquals(1, count("PUT", IPS), fault.toString());
    }
  }

  @Test
  void anEndlesslyThrottledMoveIsUnknownAndNotRefused() {
    always("PUT", IPS, Fault.THROTTLE);

    Moved.Unknown unknown = assertInstanceOf(Moved.Unknown.class, move(IP, "n1"));

    assertTrue(unknown.detail().contains("TooManyRequests"), unknown.detail());
    assertTrue(count("PUT", IPS) > 1);
  }

  @Test
  void aMoveWhoseReplyIsLostIsReadBack() {
    always("PUT", IPS, Fault.LOSE_REPLY);

    assertEquals(new Moved.Accepted(IP), move(IP, "n1"));
    assertEquals(world.n1, world.vcn.vnicOf(world.floating));
  }

  @Test
  void aMoveThatNobodyAnswersIsUnknown() {
    // One attempt, because each takes as long as the client waits.
    addresses = world.addresses(HASTY);
    always("PUT", IPS, Fault.HANG);

    Moved.Unknown unknown = assertInstanceOf(Moved.Unknown.class, move(IP, "n1"));

    assertTrue(unknown.detail().contains("no answer"), unknown.detail());
    assertEquals("", world.vcn.vnicOf(world.floating));
  }

  @Test
  void anAnswerThatMakesNoSenseIsNoAnswer() {
    next("PUT", IPS, Fault.GARBAGE);

    assertEquals(new Moved.Accepted(IP), move(IP, "n1"));
    assertEquals(2, count("PUT", IPS));
  }

  @Test
  void aForbiddenMoveIsRefusedAtOnceAndSaysSo() {
    world.server.policy(request -> request.method().equals("GET"));

    Moved.Refused refused = assertInstanceOf(Moved.Refused.class, move(IP, "n1"));

    assertTrue(refused.detail().contains("not found or not permitted"), refused.detail());
    assertTrue(refused.detail().contains("UpdatePrivateIp"), refused.detail());
    assertEquals(1, count("PUT", IPS));
  }

  @Test
  void thePrimaryIpOfAVnicIsNeverTouched() {
    Address.PrivateIp primary = new Address.PrivateIp("primary", "10.0.0.12", null);

    for (Moved moved : List.of(move(primary, "n1"), release(primary))) {
      Moved.Refused refused = assertInstanceOf(Moved.Refused.class, moved);
      assertTrue(refused.detail().contains("primary IP of " + world.n2), refused.detail());
    }
    assertEquals(0, count("PUT", IPS) + count("POST", IPS));
  }

  @Test
  void anAnswerThatMakesNoSenseLeavesThePlaceUnreadableAndHidesNobodyElse() {
    always("GET", IPS, Fault.GARBAGE);
    Address.PrivateIp six = OciWorld.ipv6();

    List<Located> located = addresses.locate(world.spec, List.of(IP, six));

    assertInstanceOf(Place.Unreadable.class, located.getFirst().place());
    assertEquals(new Located(six, new Place.Nowhere()), located.getLast());
  }

  @Test
  void aNodeThatIsGoneHidesNoAddress() {
    move(IP, "n2");
    world.vcn.terminate(world.n1);

    assertEquals(new Place.AtNode("n2"), place(IP));
  }

  @Test
  void anAddressThatIsNowhereIsLookedForOnceInASubnet() {
    place(new Address.PrivateIp("none", "10.0.0.99", null));

    assertEquals(1, count("GET", IPS));
  }

  @Test
  void aPlaceThatIsNotAnsweredIsUnreadable() {
    always("GET", IPS, Fault.SERVER_ERROR);

    Place.Unreadable unreadable = assertInstanceOf(Place.Unreadable.class, place(IP));
    assertTrue(unreadable.detail().contains("InternalServerError"), unreadable.detail());
  }

  @Test
  void aNewerEvaluationStopsTheRepetitions() {
    always("PUT", IPS, Fault.THROTTLE);
    AtomicInteger asked = new AtomicInteger();

    assertEquals(new Moved.NotCurrent(IP), move(IP, "n1", () -> asked.incrementAndGet() < 4));
    assertEquals(2, count("PUT", IPS));
  }

  @Test
  void whereNobodyKnowsWhoIsCurrentNoCallIsMade() {
    Moved moved =
        move(
            IP,
            "n1",
            () -> {
              throw new CloudUnavailable("the store is away", new IllegalStateException());
            });

    assertInstanceOf(Moved.Unknown.class, moved);
    assertEquals(0, count("PUT", IPS));
  }

  @Test
  void anIpv6AddressMovesByOneCallInWhateverWayItIsWritten() {
    Address.PrivateIp long6 = new Address.PrivateIp("ip6", "2001:DB8:0::0200", null);

    assertEquals(new Moved.Accepted(long6), move(long6, "n1"));

    assertEquals(1, count("PUT", "ipv6"));
    assertEquals(world.n1, world.vcn.vnicOf(world.sixth));
  }

  @Test
  void aNodeWithoutInterfaceIsRefusedInWords() {
    NodeSpec noVnic = new NodeSpec("bare", "ocid1.instance.x", null, Map.of());

    Moved moved = addresses.move(world.spec, List.of(IP), noVnic, () -> true).getFirst();

    assertTrue(assertInstanceOf(Moved.Refused.class, moved).detail().contains("interface"));
  }

  @Test
  void anAddressOfAnotherCloudIsRefusedAndUnreadable() {
    Address foreign = new Address.ElasticIp("eip", "eipalloc-1", null);

    assertInstanceOf(Moved.Refused.class, move(foreign, "n1"));
    assertInstanceOf(Moved.Refused.class, release(foreign));
    assertInstanceOf(Place.Unreadable.class, place(foreign));
  }
}
