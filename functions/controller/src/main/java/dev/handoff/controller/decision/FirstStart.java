package dev.handoff.controller.decision;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.record.ClusterRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The first start of a group waits until every node has been heard and has told what its probes
 * measured, so that the place of the first start is the spec's choice and not that of whoever
 * booted first; but no longer than a beat timeout after the spec was stored, because a node that is
 * not there yet must not keep the others from serving.
 */
final class FirstStart {

  private FirstStart() {}

  /** How long to wait yet; zero or negative: not at all. */
  static Duration wait(ClusterRecord record, Map<String, Verdict> verdicts, Instant now) {
    Instant applied = record.freshSince();
    if (applied == null
        || verdicts.values().stream().noneMatch(verdict -> isAwaited(record, verdict))) {
      return Duration.ZERO;
    }
    Duration timeout = record.spec().beat().timeout();
    Duration left = Duration.between(now, applied.plus(timeout));
    return left.compareTo(timeout) > 0 ? timeout : left;
  }

  private static boolean isAwaited(ClusterRecord record, Verdict verdict) {
    return switch (verdict) {
      case Verdict.NeverHeard _ -> true;
      case Verdict.Alive alive ->
          record.spec().probes().stream()
              .anyMatch(probe -> !alive.beat().attributes().containsKey(probe.name()));
      case Verdict.Suspect _, Verdict.Silent _, Verdict.Left _, Verdict.Unreadable _ -> false;
    };
  }
}
