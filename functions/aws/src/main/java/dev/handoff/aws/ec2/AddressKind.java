package dev.handoff.aws.ec2;

import dev.handoff.aws.ec2.Ec2Calls.Patience;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** One kind of address: where EC2 shows it, and the calls that lead it to an interface. */
interface AddressKind<A extends Address> {

  String HIDDEN = " not found or not permitted";

  /** Finds addresses, in as few calls as possible; one place for each. */
  Map<A, Place> locate(ClusterSpec spec, List<A> addresses, Patience patience);

  /**
   * Leads one address to an interface.
   *
   * @param current asked before each changing call
   */
  Moved move(ClusterSpec spec, A address, Destination to, BooleanSupplier current);

  /**
   * Takes one address off the cluster's interfaces; what leads elsewhere is left as it is.
   *
   * @param current asked before each changing call
   */
  Moved release(ClusterSpec spec, A address, BooleanSupplier current);

  /** Where an address is to lead. */
  record Destination(NodeSpec node, String networkInterface) {}

  /** Finds one address with one try, for a caller that can do without the answer. */
  default Place glance(ClusterSpec spec, A address) {
    return locate(spec, List.of(address), Patience.ONE_TRY)
        .getOrDefault(address, new Place.Unreadable("no answer"));
  }

  /**
   * Puts an outcome into the caller's terms. Where an attempt was left without an answer, the cloud
   * is asked whether it happened.
   */
  default Moved conclude(ClusterSpec spec, A address, Destination to, Outcome outcome) {
    return conclude(address, outcome, () -> isThere(spec, address, to));
  }

  /**
   * The same, for any outcome.
   *
   * @param happened asks the cloud whether an attempt without an answer was carried out
   */
  default Moved conclude(A address, Outcome outcome, BooleanSupplier happened) {
    return switch (outcome) {
      case Outcome.Done done -> new Moved.Accepted(address);
      case Outcome.Refused refused ->
          refused.doubtful() && happened.getAsBoolean()
              ? new Moved.Accepted(address)
              : new Moved.Refused(address, refused.detail());
      case Outcome.GivenUp givenUp ->
          givenUp.doubtful() && happened.getAsBoolean()
              ? new Moved.Accepted(address)
              : new Moved.Unknown(address, givenUp.detail());
      case Outcome.NotCurrent stopped ->
          stopped.doubtful()
              ? new Moved.Unknown(
                  address, "no answer to the first try; then a newer evaluation took over")
              : new Moved.NotCurrent(address);
    };
  }

  /** Whether the cloud shows an address at nothing, when asked once. */
  default boolean isNowhere(ClusterSpec spec, A address) {
    return glance(spec, address) instanceof Place.Nowhere;
  }

  private boolean isThere(ClusterSpec spec, A address, Destination to) {
    return glance(spec, address).equals(new Place.AtNode(to.node().name()));
  }

  /** The node of a cluster that an interface belongs to; empty if it is none of its nodes'. */
  static String nodeAt(ClusterSpec spec, String networkInterface) {
    return spec.nodes().stream()
        .filter(node -> networkInterface.equals(node.networkInterface()))
        .map(NodeSpec::name)
        .findFirst()
        .orElse("");
  }
}
