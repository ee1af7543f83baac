package dev.handoff.simulation.replay;

import dev.handoff.events.Incident;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Rule;
import dev.handoff.simulation.port.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a world beside that of the journal. Between two occurrences the world waits until
 * whatever the spec lets expire has expired; the rest of a quiet week, in which nothing can happen
 * any more, is left out.
 */
final class Calendar {

  /** What is left out ends so long before the next occurrence. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private static final Duration FOR_EVER = Duration.ofDays(100_000);

  private final Instant beginning;

  /** What was left out until then, by the time of the journal from which on it holds. */
  private final NavigableMap<Instant, Duration> leftOut = new TreeMap<>();

  /**
   * Plans a world.
   *
   * @param lead from the beginning of the world to that of the past
   * @param settles how long after an occurrence something may still follow by itself
   */
  Calendar(Past past, ClusterSpec spec, Duration lead, Duration settles) {
    this.beginning = past.from().minus(lead);
    leftOut.put(Instant.MIN, Duration.ZERO);
    Duration quiet = settles.plus(longest(past, spec));
    Duration sum = Duration.ZERO;
    Instant before = past.from();
    for (Occurrence occurrence : past.occurrences()) {
      sum = leaveOut(before, occurrence.at(), quiet, sum);
      before = occurrence.at();
    }
    leaveOut(before, past.to(), quiet, sum);
  }

  private Duration leaveOut(Instant from, Instant to, Duration quiet, Duration sum) {
    Duration spare = Duration.between(from, to).minus(quiet).minus(AHEAD);
    if (!spare.isPositive()) {
      return sum;
    }
    Duration next = sum.plus(spare);
    leftOut.put(to.minus(AHEAD), next);
    return next;
  }

  /** After this nothing that was there before is waited for. */
  private static Duration longest(Past past, ClusterSpec spec) {
    boolean dated =
        spec.constraints().stream()
            .anyMatch(c -> c instanceof Constraint.ByRule rule && hasDate(rule.rule()));
    if (dated) {
      return FOR_EVER;
    }
    Duration longest = longer(Incident.QUIET, spec.limits().window());
    for (GroupSpec group : spec.groups()) {
      longest = longer(longest, group.meta().failureTimeout());
      for (var options : group.own().values()) {
        longest = longer(longest, options.meta().failureTimeout());
      }
    }
    for (Occurrence occurrence : past.occurrences()) {
      if (occurrence instanceof Occurrence.Commanded commanded) {
        longest = longer(longest, lasts(commanded.command()));
      }
    }
    return longest;
  }

  private static Duration lasts(OperatorCommand command) {
    return switch (command) {
      case OperatorCommand.Move move -> lasts(move.lifetime());
      case OperatorCommand.Ban ban -> lasts(ban.lifetime());
      default -> Duration.ZERO;
    };
  }

  private static Duration lasts(@Nullable Lifetime lifetime) {
    if (lifetime == null) {
      return OperatorCommand.DEFAULT_LIFETIME;
    }
    return lifetime.limit() == null ? Duration.ZERO : lifetime.limit();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static boolean hasDate(Rule rule) {
    return switch (rule) {
      case Rule.Between _ -> true;
      case Rule.All all -> all.rules().stream().anyMatch(Calendar::hasDate);
      case Rule.Any any -> any.rules().stream().anyMatch(Calendar::hasDate);
      case Rule.Defined _, Rule.NotDefined _, Rule.Compare _ -> false;
    };
  }

  /** What the world's clock is behind that of the journal at its beginning. */
  Duration shift() {
    return Duration.between(Cloud.BEGINNING, beginning);
  }

  /** A moment of the journal, in nanoseconds since the world began. */
  long nanos(Instant recorded) {
    Duration since = Duration.between(beginning, recorded);
    return Math.max(0, since.minus(leftOut.floorEntry(recorded).getValue()).toNanos());
  }

  /** What the world's clock is behind that of the journal at a moment of the world. */
  Duration shiftAt(Instant world) {
    Duration shift = shift();
    for (var part : leftOut.entrySet()) {
      Duration then = shift().plus(part.getValue());
      if (!part.getKey().isAfter(world.plus(then))) {
        shift = then;
      }
    }
    return shift;
  }
}
