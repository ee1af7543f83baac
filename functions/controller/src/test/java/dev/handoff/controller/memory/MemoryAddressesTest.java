package dev.handoff.controller.memory;

import static dev.handoff.controller.memory.MemoryAddresses.Fault.APPLY_LATE;
import static dev.handoff.controller.memory.MemoryAddresses.Fault.LOSE_REPLY;
import static dev.handoff.controller.memory.MemoryAddresses.Fault.PARTIAL;
import static dev.handoff.controller.memory.MemoryAddresses.Fault.REFUSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.AddressesContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryAddressesTest extends AddressesContract {

  private static final Address EIP = new Address.ElasticIp("eip", "eipalloc-1", null);
  private static final Address ROUTE =
      new Address.Route("route", "192.168.1.1/32", List.of("rtb-1", "rtb-2"));
  private static final Address IP = new Address.PrivateIp("ip", "10.0.0.200", 24);
  private static final List<Address> MISSING =
      List.of(
          new Address.ElasticIp("no-eip", "eipalloc-0", null),
          new Address.Route("no-route", "10.9.9.9/32", List.of("rtb-0")));

  private final MemoryAddresses cloud = new MemoryAddresses();
  private final ClusterSpec spec =
      Samples.spec("web", Samples.spec("web", 2).nodes(), List.of(EIP, ROUTE, IP));

  MemoryAddressesTest() {
    MISSING.forEach(address -> cloud.hide(address.name()));
  }

  @Override
  protected Addresses addresses() {
    return cloud;
  }

  @Override
  protected ClusterSpec spec() {
    return spec;
  }

  @Override
  protected List<Address> missing() {
    return MISSING;
  }

  @Override
  protected void leadElsewhere(Address address) {
    cloud.lead(address, "a-stranger");
  }

  @Test
  void aRefusedMoveChangesNothing() {
    cloud.failNext("eip", REFUSE);

    assertInstanceOf(Addresses.Moved.Refused.class, moveOnce(EIP));
    assertEquals(new Addresses.Place.Nowhere(), place(EIP));
  }

  @Test
  void aMoveWhoseReplyIsLostHasHappened() {
    cloud.failNext("eip", LOSE_REPLY);

    assertInstanceOf(Addresses.Moved.Unknown.class, moveOnce(EIP));
    assertEquals(new Addresses.Place.AtNode("n1"), place(EIP));
  }

  @Test
  void aLateMoveHappensWhenItLands() {
    cloud.failNext("eip", APPLY_LATE);

    assertInstanceOf(Addresses.Moved.Unknown.class, moveOnce(EIP));
    assertEquals(new Addresses.Place.Nowhere(), place(EIP));

    cloud.land();
    assertEquals(new Addresses.Place.AtNode("n1"), place(EIP));
  }

  @Test
  void aPartialMoveOfARouteLeavesItBetweenTwoPlaces() {
    cloud.failNext("route", PARTIAL);

    assertInstanceOf(Addresses.Moved.Unknown.class, moveOnce(ROUTE));
    assertInstanceOf(Addresses.Place.Elsewhere.class, place(ROUTE));
  }

  private Addresses.Moved moveOnce(Address address) {
    return cloud.move(spec, List.of(address), Samples.node(spec, "n1"), () -> true).getFirst();
  }

  private Addresses.Place place(Address address) {
    return cloud.locate(spec, List.of(address)).getFirst().place();
  }
}
