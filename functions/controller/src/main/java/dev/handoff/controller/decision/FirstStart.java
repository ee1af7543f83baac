package dev.handoff.controller.decision;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.events.Beat;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The first start of a group waits until every node has been heard, has told what its probes
 * measured, and has brought up what it should run at any time: so that the place of the first start
 * is the spec's choice and not that of whoever booted first; but no longer than a beat timeout,
 * because a node that is not there yet must not keep the others from serving. The wait begins when
 * the spec is stored, and anew when the first node is heard: machines are often set up long after
 * the spec, and together.
 */
final class FirstStart {

  private static final Set<ResourceReport.State> ON_THE_WAY =
      Set.of(ResourceReport.State.STOPPED, ResourceReport.State.STARTING);

  private FirstStart() {}

  /** How long to wait yet; zero or negative: not at all. */
  static Duration wait(ClusterRecord record, Map<String, Verdict> verdicts, Instant now) {
    Instant begun = record.freshSince();
    if (begun == null
        || verdicts.values().stream().noneMatch(verdict -> isAwaited(record, verdict))) {
      return Duration.ZERO;
    }
    Duration timeout = record.spec().beat().timeout();
    Duration left = Duration.between(now, begun.plus(timeout));
    return left.compareTo(timeout) > 0 ? timeout : left;
  }

  private static boolean isAwaited(ClusterRecord record, Verdict verdict) {
    return switch (verdict) {
      case Verdict.NeverHeard _, Verdict.Unreadable _ -> true;
      case Verdict.Alive alive ->
          measuresYet(record, alive.beat()) || startsYet(record, alive.beat());
      case Verdict.Suspect _, Verdict.Silent _, Verdict.Left _ -> false;
    };
  }

  /**
   * What has not been told yet of services that may run anywhere already: because the node goes by
   * an older plan, which does not name them, because it has not looked yet, or because it cannot be
   * read at present. As Pacemaker does before it starts a resource for the first time, every node
   * that is there is asked; this wait has no end of its own.
   *
   * @return a line for people for each node; empty: all is known
   */
  static List<String> unasked(
      ClusterRecord record, GroupSpec group, Map<String, Verdict> verdicts) {
    List<String> lines = new ArrayList<>();
    verdicts.forEach((node, verdict) ->
        group.controlledServices().stream()
            .filter(service -> !isTold(record.node(node), verdict, service))
            .findFirst()
            .ifPresent(service ->
                lines.add(
                    "%s has not told yet whether %s runs there".formatted(node, service.name()))));
    return lines;
  }

  private static boolean isTold(NodeRecord known, Verdict verdict, Service service) {
    return verdict instanceof Verdict.Unreadable
        ? known.isKnownToBeGone()
        : verdict.heard().map(beat -> isTold(beat, service)).orElse(true);
  }

  private static boolean isTold(Beat beat, Service service) {
    return beat.resource(service.name())
        .filter(report -> report.state() != ResourceReport.State.UNKNOWN)
        .isPresent();
  }

  private static boolean measuresYet(ClusterRecord record, Beat beat) {
    return record.spec().probes().stream()
        .anyMatch(probe -> !beat.attributes().containsKey(probe.name()));
  }

  /** One that has failed is not waited for: it may never come. */
  private static boolean startsYet(ClusterRecord record, Beat beat) {
    return record.spec().groups().stream()
        .filter(GroupSpec::managed)
        .flatMap(group -> group.services().stream())
        .filter(service -> service.runs() == Service.Runs.EVERYWHERE)
        .map(service -> beat.resource(service.name()).map(ResourceReport::state))
        .anyMatch(state -> state.isEmpty() || ON_THE_WAY.contains(state.get()));
  }
}
