package dev.handoff.oci.network;

import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address;
import dev.handoff.oci.attempt.Limits;
import dev.handoff.oci.local.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Tests of what goes wrong on the way, each on a network of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OciFaults {

  /** Time for one attempt only. */
  static final Limits HASTY =
      new Limits(Duration.ZERO, Duration.ZERO, Duration.ofMillis(1), Duration.ofSeconds(9));

  private final OciWorld.Site site = new OciWorld.Site();
  OciWorld world = new OciWorld(site);
  Addresses addresses = world.addresses(Limits.DEFAULT);

  @BeforeEach
  void makeWorld() {
    site.server.faults().heal();
    site.server.policy(request -> true);
    site.vcn.slowPublicIps(1);
    site.vcn.failSilently(0);
    world = new OciWorld(site);
    addresses = world.addresses(Limits.DEFAULT);
  }

  @AfterAll
  void stop() {
    site.close();
  }

  Moved move(Address address, String node) {
    return move(address, node, () -> true);
  }

  Moved move(Address address, String node, BooleanSupplier current) {
    return addresses.move(world.spec, List.of(address), world.node(node), current).getFirst();
  }

  Moved release(Address address) {
    return addresses.release(world.spec, List.of(address), () -> true).getFirst();
  }

  Place place(Address address) {
    return addresses.locate(world.spec, List.of(address)).getFirst().place();
  }

  void always(String method, String collection, Fault fault) {
    world.server.faults().always(OciWorld.calls(method, collection), fault);
  }

  void next(String method, String collection, Fault... faults) {
    world.server.faults().next(OciWorld.calls(method, collection), faults);
  }

  int count(String method, String collection) {
    return world.count(method, collection);
  }
}
