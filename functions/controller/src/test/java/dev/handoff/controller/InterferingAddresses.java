package dev.handoff.controller;

import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A cloud at whose looks something else happens, a few times. */
final class InterferingAddresses implements Addresses {

  private final Stage stage;
  private final Runnable otherwise;
  private int left;

  private InterferingAddresses(Stage stage, int left, Runnable otherwise) {
    this.stage = stage;
    this.left = left;
    this.otherwise = otherwise;
  }

  /** Before each of the first three looks somebody else commits to the record. */
  static InterferingAddresses committing(Stage stage) {
    return new InterferingAddresses(stage, 3, () -> commit(stage));
  }

  private static void commit(Stage stage) {
    if (stage.store.read(stage.spec.cluster()) instanceof Reading.Found found) {
      stage.store.commit(stage.spec.cluster(), found.version(), found.record());
    }
  }

  /** After the first look an address is led to a node. */
  static InterferingAddresses leading(Stage stage, Address address, String node) {
    int[] looks = {0};
    return new InterferingAddresses(
        stage,
        2,
        () -> {
          if (++looks[0] == 2) {
            stage.addresses.lead(address, node);
          }
        });
  }

  /** An address is shown now at the one node, now at the other. */
  static InterferingAddresses wavering(Stage stage, Address address, String one, String other) {
    int[] looks = {0};
    return new InterferingAddresses(
        stage, 8, () -> stage.addresses.lead(address, ++looks[0] % 2 == 1 ? one : other));
  }

  @Override
  public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
    if (left-- > 0) {
      otherwise.run();
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
