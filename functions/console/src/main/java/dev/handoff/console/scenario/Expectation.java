package dev.handoff.console.scenario;

import dev.handoff.events.ResourceReport;
import dev.handoff.events.json.Kebab;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a scenario expects of the world. */
public sealed interface Expectation {

  /**
   * A group is in a state, on a node.
   *
   * @param node null: wherever
   * @param state null: active, if a node is named
   */
  record GroupIs(String group, @Nullable String node, State state, Duration within)
      implements Expectation {}

  /** A service's fail-count on a node has a value. */
  record FailCountIs(String resource, String node, int count, Duration within)
      implements Expectation {}

  /** A service is in a state on a node, as that node tells. */
  record ServiceIs(String resource, String node, ResourceReport.State state, Duration within)
      implements Expectation {}

  /** A node publishes this value of an attribute. */
  record AttributeIs(String node, String attribute, String value, Duration within)
      implements Expectation {}

  /** A service never ran on two nodes at once, from the beginning of the play until now. */
  record NeverTwo(String resource) implements Expectation {}

  /**
   * A service runs on no node, or the cloud leads an address to none; also of a cluster that there
   * was before.
   */
  record Nowhere(String resource, Duration within) implements Expectation {}

  /** The controller knows nothing of the cluster any more. */
  record ClusterGone(Duration within) implements Expectation {}

  /** The cloud leads an address to a node: asked of the cloud, not of the controller. */
  record AddressAt(String address, String node, Duration within) implements Expectation {}

  /** Since the last deed an alert was sent that holds both texts, in subject or text. */
  record AlertSent(String about, String contains, Duration within) implements Expectation {}

  /** A client of the address was never longer without an answer since something was broken. */
  record GapUnder(String address, Duration under) implements Expectation {}

  /** A group stays active on a node, untouched, for so long. */
  record Still(Duration period, String group, String node) implements Expectation {}

  /** What a group can be, for a scenario. */
  enum State {
    ACTIVE,
    /** A part of it runs. */
    PARTIAL,
    STOPPED,
    MOVING,
    HELD
  }

  /** The expectation as a person would write it down. */
  default String inWords() {
    return switch (this) {
      case GroupIs e ->
          e.group
              + " "
              + Kebab.of(e.state)
              + (e.node == null ? "" : " on " + e.node)
              + within(e.within);
      case FailCountIs e ->
          "fail-count of " + e.resource + " on " + e.node + " is " + e.count + within(e.within);
      case ServiceIs e ->
          e.resource + " is " + Kebab.of(e.state) + " on " + e.node + within(e.within);
      case AttributeIs e -> e.attribute + " of " + e.node + " is " + e.value + within(e.within);
      case NeverTwo e -> e.resource + " never ran on two nodes at once";
      case Nowhere e -> e.resource + " is nowhere" + within(e.within);
      case ClusterGone e -> "the cluster is gone" + within(e.within);
      case AddressAt e -> e.address + " leads to " + e.node + within(e.within);
      case AlertSent e ->
          "an alert about '" + e.about + "' that tells of '" + e.contains + "'" + within(e.within);
      case GapUnder e -> "clients of " + e.address + " waited less than " + Times.inWords(e.under);
      case Still e -> e.group + " stays on " + e.node + " for " + Times.inWords(e.period);
    };
  }

  private static String within(Duration within) {
    return within.isZero() ? "" : " within " + Times.inWords(within);
  }
}
