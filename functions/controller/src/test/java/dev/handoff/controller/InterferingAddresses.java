package dev.handoff.controller;

import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A cloud at whose looks somebody else commits to the record, a few times. */
final class InterferingAddresses implements Addresses {

  private final Stage stage;
  private int left = 3;

  InterferingAddresses(Stage stage) {
    this.stage = stage;
  }

  @Override
  public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
    if (left-- > 0 && stage.store.read(spec.cluster()) instanceof Reading.Found found) {
      stage.store.commit(spec.cluster(), found.version(), found.record());
    }
    return stage.addresses.locate(spec, addresses);
  }

  @Override
  public List<Moved> move(
      ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
    return stage.addresses.move(spec, addresses, target, current);
  }

  @Override
  public List<Moved> release(ClusterSpec spec, List<Address> addresses, BooleanSupplier current) {
    return stage.addresses.release(spec, addresses, current);
  }

  @Override
  public Duration lateBound() {
    return stage.addresses.lateBound();
  }
}
