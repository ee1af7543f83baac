package dev.handoff.oci.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address;
import dev.handoff.oci.local.Fault;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrivateIpReleaseTest extends OciFaults {

  private static final String IPS = "privateIps";
  private static final Address.PrivateIp IP = OciWorld.privateIp();

  @Test
  void whatWouldDieWithoutAVnicIsReservedBeforeItIsTakenOff() {
    Address.PrivateIp ip = new Address.PrivateIp("ip", "10.0.0.213", null);
    String id = world.vcn.ephemeralIp(world.n1, ip.address());

    assertEquals(new Moved.Accepted(ip), release(ip));

    assertEquals(id, world.vcn.ipAt(world.subnet, ip.address()));
    assertEquals("", world.vcn.vnicOf(id));
    assertEquals(new Moved.Accepted(ip), move(ip, "n2"));
    assertEquals(world.n2, world.vcn.vnicOf(id));
  }

  @Test
  void aReleaseWhoseRepliesAreLostIsReadBack() {
    Address.PrivateIp ip = new Address.PrivateIp("ip", "10.0.0.214", null);
    String id = world.vcn.ephemeralIp(world.n1, ip.address());
    always("PUT", IPS, Fault.LOSE_REPLY);
    always("POST", IPS, Fault.LOSE_REPLY);

    assertEquals(new Moved.Accepted(ip), release(ip));
    assertEquals(id, world.vcn.ipAt(world.subnet, ip.address()));
    assertEquals("", world.vcn.vnicOf(id));
  }

  @Test
  void anIpThatMovesAwayWhileItIsReleasedIsLeftThere() {
    move(IP, "n1");
    next("POST", IPS, new Fault.Meanwhile(() -> world.vcn.assign(world.floating, world.stranger)));

    assertEquals(new Moved.Accepted(IP), release(IP));
    assertEquals(world.stranger, world.vcn.vnicOf(world.floating));
  }

  @Test
  void aReleaseThatIsOvertakenHalfWayIsUnknown() {
    Address.PrivateIp ip = new Address.PrivateIp("ip", "10.0.0.215", null);
    String id = world.vcn.ephemeralIp(world.n1, ip.address());
    AtomicInteger asked = new AtomicInteger();

    Moved released =
        addresses.release(world.spec, List.of(ip), () -> asked.incrementAndGet() <= 2).getFirst();

    assertInstanceOf(Moved.Unknown.class, released);
    assertTrue(world.vcn.isReserved(id), "the first of two changes was made");
    assertEquals(world.n1, world.vcn.vnicOf(id));
  }

  @Test
  void whatCannotBeSeenIsNotTakenForGone() {
    move(IP, "n1");
    world.server.policy(request -> false);

    assertInstanceOf(Place.Unreadable.class, place(IP));
    assertInstanceOf(Moved.Refused.class, release(IP));
  }
}
