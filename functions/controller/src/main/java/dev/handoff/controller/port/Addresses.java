package dev.handoff.controller.port;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Where the cloud leads each address, and the calls that change it. */
public interface Addresses {

  /**
   * Asks the cloud where addresses are.
   *
   * @return one answer for each address, in the same order
   */
  List<Located> locate(ClusterSpec spec, List<Address> addresses);

  /**
   * Leads all addresses to one node, at the same time; each is attempted whatever becomes of the
   * others. Idempotent. Temporary refusals are retried with jitter until the implementation's
   * deadline.
   *
   * @param current asked before each call to the cloud, retries included: false means that a newer
   *     evaluation has taken over and no further call may be made
   * @return one result for each address, in the same order
   */
  List<Moved> move(
      ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current);

  /**
   * Takes addresses off the nodes of a cluster, at the same time; each is attempted whatever
   * becomes of the others. What leads to no node of the cluster is left as it is. Idempotent;
   * retried as {@link #move} is.
   *
   * @param current asked before each call to the cloud, as in {@link #move}
   * @return one result for each address, in the same order; {@link Moved.Accepted} means that the
   *     address leads to no node of the cluster any more
   */
  List<Moved> release(ClusterSpec spec, List<Address> addresses, BooleanSupplier current);

  /** The longest time after which a call that was given up may still take effect. */
  Duration lateBound();

  /** An address and its place. */
  record Located(Address address, Place place) {}

  /** Where an address leads. */
  sealed interface Place {

    /** To this node of the spec, as a whole. */
    record AtNode(String node) implements Place {}

    /** To something that is no node of this cluster, or to several (a route in several tables). */
    record Elsewhere(String detail) implements Place {}

    /** It is attached to nothing. */
    record Nowhere() implements Place {}

    /** The cloud did not answer, or the address does not exist, or is hidden by permissions. */
    record Unreadable(String detail) implements Place {}
  }

  /** What moving one address came to. None of them spares the caller from looking again. */
  sealed interface Moved {

    Address address();

    /** The cloud took the call. */
    record Accepted(Address address) implements Moved {}

    /** The cloud refused for good: repeating will not help before something is mended. */
    record Refused(Address address, String detail) implements Moved {}

    /** No definite answer within the deadline: it may have happened, or may still happen. */
    record Unknown(Address address, String detail) implements Moved {}

    /** No call was made, because a newer evaluation has taken over. */
    record NotCurrent(Address address) implements Moved {}
  }
}
