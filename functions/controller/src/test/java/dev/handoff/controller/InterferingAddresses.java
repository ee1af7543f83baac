package dev.handoff.controller;

import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A cloud during whose moves somebody else commits to the record. */
record InterferingAddresses(Stage stage) implements Addresses {

  @Override
  public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
    return stage.addresses.locate(spec, addresses);
  }

  @Override
  public List<Moved> move(
      ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
    List<Moved> results = stage.addresses.move(spec, addresses, target, current);
    if (stage.store.read(spec.cluster()) instanceof Reading.Found found) {
      stage.store.commit(spec.cluster(), found.version(), found.record());
    }
    return results;
  }

  @Override
  public Duration lateBound() {
    return stage.addresses.lateBound();
  }
}
