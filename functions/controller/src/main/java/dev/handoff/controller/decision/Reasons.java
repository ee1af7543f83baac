package dev.handoff.controller.decision;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Beat;
import dev.handoff.events.Cause;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Why a group leaves its owner. */
final class Reasons {

  private Reasons() {}

  /** Why a group goes from its owner to the best node. */
  static Cause cause(
      ClusterRecord record, Map<String, Verdict> verdicts, GroupSpec group, @Nullable String best) {
    String owner = record.group(group.name()).owner();
    if (owner != null) {
      Optional<Cause> against =
          gone(record.group(group.name()), owner, verdicts).or(() -> against(record, group, owner));
      if (against.isPresent()) {
        return against.get();
      }
    }
    if (best == null) {
      return new Cause.NoEligibleNode();
    }
    Bias asked = Moves.towards(record, group.name(), best);
    return asked == null
        ? new Cause.BetterNode(best)
        : new Cause.Operator("move " + group.name() + " " + best, asked.until(), asked.lift());
  }

  /** A failure somewhere on the node that keeps everything away from it. */
  static Optional<Cause.FailureDemands> standby(ClusterRecord record, String node) {
    return record.node(node).failures().entrySet().stream()
        .filter(failures -> failures.getValue().demand() == OnFail.STANDBY)
        .findFirst()
        .map(failures -> new Cause.FailureDemands(failures.getKey(), node, OnFail.STANDBY));
  }

  private static Optional<Cause> gone(
      Assignment assignment, String owner, Map<String, Verdict> verdicts) {
    return switch (verdicts.get(owner)) {
      case Verdict.Silent _ -> Optional.of(new Cause.NodeSilent(owner));
      case Verdict.Left _ -> Optional.of(new Cause.NodeLeft(owner));
      case Verdict.Alive alive -> rebooted(assignment, owner, alive.beat());
      case Verdict.Suspect suspect -> rebooted(assignment, owner, suspect.beat());
      case Verdict.NeverHeard _ -> Optional.empty();
      case Verdict.Unreadable _ -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  private static Optional<Cause> rebooted(Assignment assignment, String owner, Beat beat) {
    return beat.boot().equals(assignment.ownerBoot())
        ? Optional.empty()
        : Optional.of(new Cause.NodeRebooted(owner));
  }

  /** What speaks against a node that is there. */
  private static Optional<Cause> against(ClusterRecord record, GroupSpec group, String node) {
    if (record.spec().stopsAll()) {
      return Optional.of(new Cause.StopAll());
    }
    boolean allUnwanted =
        group.resources().stream()
            .allMatch(r -> group.options(r.name()).targetRole() == GroupSpec.TargetRole.STOPPED);
    if (allUnwanted) {
      return Optional.of(new Cause.TargetRoleStopped());
    }
    if (record.node(node).standby()) {
      return Optional.of(new Cause.NodeStandby(node));
    }
    return demanded(record, group, node)
        .or(() -> failed(record, group, node))
        .or(() ->
            record.biases().stream()
                .filter(bias -> isFor(bias, group, node))
                .flatMap(bias -> banned(bias).stream())
                .findFirst());
  }

  private static Optional<Cause> demanded(ClusterRecord record, GroupSpec group, String node) {
    for (Resource resource : group.resources()) {
      OnFail demand = record.node(node).failures(resource.name()).demand();
      if (demand != null) {
        return Optional.of(new Cause.FailureDemands(resource.name(), node, demand));
      }
    }
    return standby(record, node).map(Function.identity());
  }

  private static Optional<Cause> failed(ClusterRecord record, GroupSpec group, String node) {
    for (Resource resource : group.resources()) {
      int threshold = group.options(resource.name()).meta().migrationThreshold().value();
      int count = record.node(node).failures(resource.name()).count();
      if (threshold > 0 && count >= threshold) {
        return Optional.of(new Cause.ServiceFailed(resource.name(), node, count, threshold));
      }
    }
    return Optional.empty();
  }

  private static Optional<Cause> banned(Bias bias) {
    return switch (bias.kind()) {
      case PREFER, MOVE -> Optional.empty();
      case BAN ->
          Optional.of(
              new Cause.Operator(
                  "ban " + bias.group() + " " + bias.node(), bias.until(), bias.lift()));
      // Once it has arrived it becomes a preference of the new owner, which this command lifts too.
      case AWAY ->
          Optional.of(
              new Cause.Operator(
                  "move " + bias.group(), bias.until(), "handoff clear " + bias.group()));
      case START_FAILED -> Optional.of(new Cause.StartFailed(bias.node()));
    };
  }

  private static boolean isFor(Bias bias, GroupSpec group, String node) {
    return bias.group().equals(group.name()) && bias.node().equals(node);
  }
}
