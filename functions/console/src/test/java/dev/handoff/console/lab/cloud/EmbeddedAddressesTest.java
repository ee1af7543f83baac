package dev.handoff.console.lab.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.AddressesContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EmbeddedAddressesTest extends AddressesContract {

  private static final Address.Route ROUTE =
      new Address.Route("route", "192.168.1.1/32", List.of("rtb-1", "rtb-2"));

  private final Database database = Database.inMemory();
  private final EmbeddedAddresses addresses = new EmbeddedAddresses(database);
  private final ClusterSpec spec =
      Samples.spec(
          "web",
          Samples.spec("web", 2).nodes(),
          List.of(
              new Address.ElasticIp("eip", "eipalloc-1", null),
              ROUTE,
              new Address.PrivateIp("ip", "10.0.0.200", 24),
              new Address.PublicIp("public", "ocid1.publicip.1", "ocid1.privateip.1")));

  EmbeddedAddressesTest() {
    addresses.allocate(spec);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected Addresses addresses() {
    return addresses;
  }

  @Override
  protected ClusterSpec spec() {
    return spec;
  }

  @Override
  protected List<Address> missing() {
    return List.of(
        new Address.ElasticIp("no-eip", "eipalloc-0", null),
        new Address.Route("no-route", "10.9.9.9/32", List.of("rtb-0")));
  }

  @Override
  protected void leadElsewhere(Address address) {
    addresses.lead(address, "eni-stranger");
  }

  @Test
  void aRouteInTwoTablesOfWhichOneLeadsAwayIsElsewhere() {
    addresses.lead(ROUTE, "eni-1");
    addresses.lead(new Address.Route("half", "192.168.1.1/32", List.of("rtb-2")), "eni-2");

    assertInstanceOf(Place.Elsewhere.class, place(spec, ROUTE));
  }

  @Test
  void allocatingAgainMovesNothing() {
    addresses.lead(ROUTE, "eni-1");

    addresses.allocate(spec);

    assertEquals(new Place.AtNode("n1"), place(spec, ROUTE));
  }

  @Test
  void aNodeWithoutAnInterfaceIsItsOwn() {
    ClusterSpec bare =
        Samples.spec("bare", List.of(new NodeSpec("n1", null, null, Map.of())), List.of(ROUTE));

    addresses.move(bare, List.of(ROUTE), Samples.node(bare, "n1"), () -> true);

    assertEquals(new Place.AtNode("n1"), place(bare, ROUTE));
  }

  private Place place(ClusterSpec of, Address address) {
    return addresses.locate(of, List.of(address)).getFirst().place();
  }
}
