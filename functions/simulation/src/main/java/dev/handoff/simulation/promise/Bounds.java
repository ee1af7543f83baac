package dev.handoff.simulation.promise;

import dev.handoff.controller.record.Assignment;
import dev.handoff.events.Hold;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import java.time.Duration;

/** How long things may take once faults have stopped, computed from the spec. */
public final class Bounds {

  /** Between two schedules. */
  public static final Duration SCHEDULE = Duration.ofMinutes(1);

  /** An evaluation stays so long at most, and a call under way lasts so long at most. */
  private static final Duration EVALUATION = Duration.ofSeconds(20).plusSeconds(11);

  /** From a commit until all are told of it: by the function that commits, else by the next. */
  public static final Duration TELLING = SCHEDULE.plus(EVALUATION);

  /** What the controller gives a node beyond its own timeouts. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** For so long a call that was given up may still take effect, as the controller counts. */
  private static final Duration LATE = Duration.ofSeconds(12);

  private Bounds() {}

  /**
   * From silence to its confirmation, if nobody watches: a schedule to see the beat, one that finds
   * it unmoved for a timeout by the wall clock, and stays for another to prove it.
   */
  static Duration detection(ClusterSpec spec) {
    return spec.beat()
        .timeout()
        .multipliedBy(2)
        .plus(spec.beat().interval())
        .plus(SCHEDULE.multipliedBy(2));
  }

  /** One handover, with the schedule as the only trigger between its phases. */
  static Duration handover(ClusterSpec spec, GroupSpec group) {
    Duration told = spec.beat().interval().multipliedBy(2).plus(GRACE);
    return group
        .stopTime()
        .plus(told)
        .plus(SCHEDULE)
        .plus(LATE)
        .plus(EVALUATION)
        .plus(SCHEDULE)
        .plus(group.startTime())
        .plus(told)
        .plus(SCHEDULE);
  }

  /**
   * From the end of all faults until every group that has an eligible node is active on one: a hold
   * that ends gives every node a fresh window; then silence is confirmed; then an interrupted
   * handover fails, and another one follows it.
   */
  public static Duration convergence(ClusterSpec spec) {
    Duration longest =
        spec.groups().stream()
            .map(group -> handover(spec, group))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return spec.beat()
        .timeout()
        .plus(detection(spec))
        .plus(longest.multipliedBy(2))
        .plus(EVALUATION);
  }

  /** How much longer a group that is parked for its many moves has to wait. */
  static Duration parking(ClusterSpec spec, Assignment group) {
    return group.hold() instanceof Hold.Parked ? spec.limits().window() : Duration.ZERO;
  }
}
