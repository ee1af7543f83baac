package dev.handoff.events;

import dev.handoff.events.json.Kebab;
import dev.handoff.events.spec.Monitor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a group changes its owner. */
public sealed interface Cause {

  /** The group had no owner. */
  record FirstStart() implements Cause {}

  record NodeSilent(String node) implements Cause {}

  record NodeLeft(String node) implements Cause {}

  record NodeRebooted(String node) implements Cause {}

  record NodeStandby(String node) implements Cause {}

  /** A service reached its migration-threshold. */
  record ServiceFailed(String resource, String node, int failCount, int threshold)
      implements Cause {}

  record StartFailed(String node) implements Cause {}

  /** A service failed, and its monitor's {@code on-fail} asks for more than a restart. */
  record FailureDemands(String resource, String node, Monitor.OnFail onFail) implements Cause {}

  /**
   * An operator's wish made another node the best.
   *
   * @param command as it was typed
   * @param until when the wish is over; null: when it is taken back, or it does not last
   * @param lift the command that takes it back; null: it does not last
   */
  record Operator(String command, @Nullable Instant until, @Nullable String lift) implements Cause {
    public Operator(String command) {
      this(command, null, null);
    }
  }

  /** Scores changed so that another node is strictly better: failback, or a changed spec. */
  record BetterNode(String node) implements Cause {}

  /** A node may run the group again, after none could. */
  record NodeEligible(String node) implements Cause {}

  /** No node is eligible. */
  record NoEligibleNode() implements Cause {}

  /** The operator wants the group stopped. */
  record TargetRoleStopped() implements Cause {}

  /** The operator wants everything stopped. */
  record StopAll() implements Cause {}

  /** The cloud showed an address elsewhere. */
  record Drift() implements Cause {}

  /** Whether somebody wants the group stopped, and not only something that led to it. */
  default boolean isWantedStop() {
    return this instanceof TargetRoleStopped
        || this instanceof StopAll
        || (this instanceof Operator operator && operator.lift() == null);
  }

  /**
   * Whether nobody has asked for what comes of it: something is wrong, and the controller mends it.
   */
  default boolean isTrouble() {
    return switch (this) {
      case NodeSilent _,
          NodeLeft _,
          NodeRebooted _,
          ServiceFailed _,
          StartFailed _,
          FailureDemands _,
          NoEligibleNode _,
          Drift _ ->
          true;
      case FirstStart _,
          NodeStandby _,
          Operator _,
          BetterNode _,
          NodeEligible _,
          TargetRoleStopped _,
          StopAll _ ->
          false;
    };
  }

  /** The cause as a person would say it, for example {@code httpd failed 2 of 2}. */
  default String inWords() {
    return switch (this) {
      case FirstStart c -> "first start";
      case NodeSilent c -> c.node + " is silent";
      case NodeLeft c -> c.node + " shut down";
      case NodeRebooted c -> c.node + " rebooted";
      case NodeStandby c -> c.node + " is on standby";
      case ServiceFailed c ->
          c.failCount >= ResourceReport.FATAL
              ? c.resource + " did not start"
              : c.resource + " failed " + c.failCount + " of " + c.threshold;
      case FailureDemands c ->
          c.resource + " failed on " + c.node + ", on-fail " + Kebab.of(c.onFail);
      case StartFailed c -> "start failed on " + c.node;
      case Operator c -> "operator: " + c.command;
      case BetterNode c -> c.node + " is better placed";
      case NodeEligible c -> c.node + " can run it again";
      case NoEligibleNode c -> "no eligible node";
      case TargetRoleStopped c -> "target-role is stopped";
      case StopAll c -> "stop-all-resources is on";
      case Drift c -> "address found elsewhere";
    };
  }
}
