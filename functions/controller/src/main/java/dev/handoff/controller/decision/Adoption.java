package dev.handoff.controller.decision;

import dev.handoff.controller.handover.Step;
import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Beat;
import dev.handoff.events.Cause;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Happening;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first start of a group that runs already, as after a cluster was destroyed and created anew:
 * it begins where it runs. To start it on a better node would run it twice for a moment; from here
 * an ordinary handover can take it there.
 */
final class Adoption {

  /** For the acknowledgement, beyond the group's own start time. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private Adoption() {}

  /** The first step of a group that exactly one node serves; empty: it runs nowhere, or on many. */
  static Optional<Step> of(
      ClusterSpec spec, GroupSpec group, Map<String, Verdict> verdicts, Instant now) {
    List<Beat> runners =
        verdicts.values().stream()
            .filter(Verdict.Alive.class::isInstance)
            .map(verdict -> ((Verdict.Alive) verdict).beat())
            .filter(beat -> serves(beat, group))
            .toList();
    if (!group.managed() || group.exclusiveServices().isEmpty() || runners.size() != 1) {
      return Optional.empty();
    }
    Beat runner = runners.getFirst();
    Phase.Handover handover = new Phase.Handover(null, new Cause.FirstStart(), now, Duration.ZERO);
    Duration patience = group.startTime().plus(spec.beat().interval().multipliedBy(2)).plus(GRACE);
    long epoch = highest(group, verdicts) + 1;
    Assignment adopted =
        new Assignment(
            epoch,
            runner.node(),
            runner.boot(),
            new Phase.Starting(handover, now, now.plus(patience)),
            null,
            List.of(),
            null);
    return Optional.of(
        new Step.Advance(
            adopted,
            List.of(
                new Happening.HandoverBegun(
                    group.name(), null, runner.node(), epoch, handover.cause()))));
  }

  /** Nodes that a destroyed cluster could not reach still know its epochs, and obey none lower. */
  private static long highest(GroupSpec group, Map<String, Verdict> verdicts) {
    return verdicts.values().stream()
        .flatMap(verdict -> beat(verdict).stream())
        .flatMap(beat -> beat.group(group.name()).stream())
        .mapToLong(GroupReport::epoch)
        .max()
        .orElse(0);
  }

  private static Optional<Beat> beat(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Alive alive -> Optional.of(alive.beat());
      case Verdict.Suspect suspect -> Optional.of(suspect.beat());
      case Verdict.Silent silent -> Optional.ofNullable(silent.beat());
      case Verdict.Left _, Verdict.NeverHeard _, Verdict.Unreadable _ -> Optional.empty();
    };
  }

  private static boolean serves(Beat beat, GroupSpec group) {
    return beat.group(group.name())
        .filter(report -> report.progress() == Progress.ACTIVE)
        .isPresent();
  }
}
