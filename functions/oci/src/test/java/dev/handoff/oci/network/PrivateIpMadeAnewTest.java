package dev.handoff.oci.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address;
import dev.handoff.oci.local.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An ephemeral private IP is deleted with the instance that held it. */
class PrivateIpMadeAnewTest extends OciFaults {

  private static final String IPS = "privateIps";

  @Test
  void anIpThatWentWithItsInstanceIsMadeAnewAndReserved() {
    Address.PrivateIp ip = new Address.PrivateIp("ip", "10.0.0.210", null);
    String before = world.vcn.ephemeralIp(world.stranger, ip.address());
    assertInstanceOf(Place.Elsewhere.class, place(ip));
    world.vcn.terminate(world.stranger);
    assertEquals(new Place.Nowhere(), place(ip));

    assertEquals(new Moved.Accepted(ip), move(ip, "n1"));

    String after = world.vcn.ipAt(world.subnet, ip.address());
    assertNotEquals(before, after);
    assertEquals(world.n1, world.vcn.vnicOf(after));
    assertTrue(world.vcn.isReserved(after));
    assertEquals(new Place.AtNode("n1"), place(ip));
  }

  @Test
  void anIpIsMadeOnlyOnceWhenTheReplyIsLost() {
    Address.PrivateIp ip = new Address.PrivateIp("ip", "10.0.0.211", null);
    next("POST", IPS, Fault.LOSE_REPLY);

    assertEquals(new Moved.Accepted(ip), move(ip, "n1"));

    List<String> tokens =
        world.server.faults().calls(OciWorld.calls("POST", IPS)).stream()
            .map(request -> request.header("opc-retry-token").orElse(""))
            .distinct()
            .toList();
    assertEquals(1, tokens.size());
    assertFalse(tokens.getFirst().isEmpty());
  }

  @Test
  void anIpThatSomebodyElseMakesMeanwhileIsTakenFromThere() {
    Address.PrivateIp ip = new Address.PrivateIp("ip", "10.0.0.212", null);
    next(
        "POST",
        IPS,
        new Fault.Meanwhile(() -> world.vcn.ephemeralIp(world.stranger, ip.address())));

    assertEquals(new Moved.Accepted(ip), move(ip, "n1"));
    assertEquals(new Place.AtNode("n1"), place(ip));
  }

  @Test
  void anAddressOfAnotherSubnetIsRefused() {
    Address.PrivateIp foreign = new Address.PrivateIp("ip", "10.0.9.9", null);

    Moved.Refused refused = assertInstanceOf(Moved.Refused.class, move(foreign, "n1"));
    assertTrue(refused.detail().contains("not in the subnet"), refused.detail());
  }
}
