package dev.handoff.simulation.replay;

import dev.handoff.events.Incident;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Rule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long after an occurrence something may still follow by itself, because it expires. */
final class Patience {

  private static final Duration FOR_EVER = Duration.ofDays(100_000);

  private Patience() {}

  /** After this nothing that the spec or an operator has begun is waited for. */
  static Duration of(Past past, ClusterSpec spec) {
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
      case Rule.All all -> all.rules().stream().anyMatch(Patience::hasDate);
      case Rule.Any any -> any.rules().stream().anyMatch(Patience::hasDate);
      case Rule.Defined _, Rule.NotDefined _, Rule.Compare _ -> false;
    };
  }
}
