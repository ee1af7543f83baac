package dev.handoff.oci.network;

import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.attempt.Effort;
import dev.handoff.oci.attempt.Outcome;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One kind of address: where OCI shows it, and the calls that lead it to a VNIC. */
interface AddressKind<A extends Address> {

  /** Finds one address. */
  Place locate(ClusterSpec spec, A address, Effort effort);

  /**
   * Leads one address to a VNIC.
   *
   * @param current asked before each changing call
   */
  Moved move(ClusterSpec spec, A address, Destination to, BooleanSupplier current);

  /**
   * Takes one address off the cluster's VNICs; what leads elsewhere is left as it is.
   *
   * @param current asked before each changing call
   */
  Moved release(ClusterSpec spec, A address, BooleanSupplier current);

  /** Where an address is to lead. */
  record Destination(NodeSpec node, String vnic) {}

  /**
   * Puts what a move came to into the caller's terms.
   *
   * @param effort what it was done with
   * @param happened asks the cloud whether a change without an answer was carried out
   */
  static Moved conclude(
      Address address, Outcome<?> outcome, Effort effort, BooleanSupplier happened) {
    return switch (outcome) {
      case Outcome.Done<?> _ -> new Moved.Accepted(address);
      case Outcome.Refused<?> refused ->
          effort.isDoubtful() && happened.getAsBoolean()
              ? new Moved.Accepted(address)
              : new Moved.Refused(address, refused.detail());
      case Outcome.Stale<?>(String detail) -> unknown(address, detail, effort, happened);
      case Outcome.GivenUp<?>(String detail) -> unknown(address, detail, effort, happened);
      case Outcome.NotCurrent<?> _ ->
          effort.isUntouched()
              ? new Moved.NotCurrent(address)
              : new Moved.Unknown(address, "half-way through, a newer evaluation took over");
    };
  }

  private static Moved unknown(
      Address address, String detail, Effort effort, BooleanSupplier happened) {
    return effort.isDoubtful() && happened.getAsBoolean()
        ? new Moved.Accepted(address)
        : new Moved.Unknown(address, detail);
  }

  /** The place that a failed reading leaves. */
  static Place unreadable(Outcome.Failed<?> failed) {
    return new Place.Unreadable(failed.detail());
  }

  /** The place of what is at a VNIC. */
  static Place at(ClusterSpec spec, @Nullable String vnic) {
    if (vnic == null) {
      return new Place.Nowhere();
    }
    Optional<NodeSpec> node = nodeAt(spec, vnic);
    return node.isPresent()
        ? new Place.AtNode(node.get().name())
        : new Place.Elsewhere("at " + vnic);
  }

  /** The node of a cluster that a VNIC belongs to, if it is one of its nodes'. */
  static Optional<NodeSpec> nodeAt(ClusterSpec spec, String vnic) {
    return spec.nodes().stream().filter(node -> vnic.equals(node.networkInterface())).findFirst();
  }
}
