package dev.handoff.oci.network;

import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.AddressesContract;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.oci.attempt.Limits;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OciAddressesTest extends AddressesContract {

  private final OciWorld.Site site = new OciWorld.Site();
  private OciWorld world = new OciWorld(site);
  private Addresses addresses = world.addresses(Limits.DEFAULT);

  @BeforeEach
  void makeWorld() {
    world = new OciWorld(site);
    addresses = world.addresses(Limits.DEFAULT);
  }

  @AfterAll
  void stop() {
    site.close();
  }

  @Override
  protected Addresses addresses() {
    return addresses;
  }

  @Override
  protected ClusterSpec spec() {
    return world.spec;
  }

  /** A private IP that is not there is none of them: it is made, as long as its subnet is there. */
  @Override
  protected List<Address> missing() {
    return List.of(
        new Address.PublicIp("no-ip", "ocid1.publicip.oc1.local.none", null),
        new Address.Route(
            "half-a-route",
            "10.99.0.0/16",
            List.of(world.tables.getFirst(), "ocid1.routetable.oc1.local.none")));
  }

  @Override
  protected void leadElsewhere(Address address) {
    world.leadElsewhere(address);
  }
}
