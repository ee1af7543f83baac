package dev.handoff.aws.ec2;

import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.events.spec.Address.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What switching a route in one table came to. */
record TableResult(String table, Outcome outcome) {

  /**
   * Sums the tables up: one refusal is a refusal, whatever became of the others.
   *
   * @return empty if the tables themselves must be asked
   */
  static Optional<Moved> together(Route route, List<TableResult> results) {
    if (all(results, Outcome.Done.class)) {
      return Optional.of(new Moved.Accepted(route));
    }
    boolean doubtful = results.stream().anyMatch(TableResult::isDoubtful);
    if (!doubtful && all(results, Outcome.NotCurrent.class)) {
      return Optional.of(new Moved.NotCurrent(route));
    }
    if (!doubtful && results.stream().anyMatch(r -> r.outcome instanceof Outcome.Refused)) {
      return Optional.of(new Moved.Refused(route, inWords(results)));
    }
    return doubtful ? Optional.empty() : Optional.of(new Moved.Unknown(route, inWords(results)));
  }

  private static boolean all(List<TableResult> results, Class<? extends Outcome> type) {
    return results.stream().allMatch(result -> type.isInstance(result.outcome));
  }

  private boolean isDoubtful() {
    return switch (outcome) {
      case Outcome.Done done -> false;
      case Outcome.Refused refused -> refused.doubtful();
      case Outcome.GivenUp givenUp -> givenUp.doubtful();
      case Outcome.NotCurrent stopped -> stopped.doubtful();
    };
  }

  /** Each table with what became of it. */
  static String inWords(List<TableResult> results) {
    return results.stream()
        .map(result -> result.table + ": " + inWords(result.outcome))
        .collect(Collectors.joining("; "));
  }

  private static String inWords(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> "done";
      case Outcome.Refused refused -> refused.detail();
      case Outcome.GivenUp givenUp -> givenUp.detail();
      case Outcome.NotCurrent stopped -> "stopped, a newer evaluation has taken over";
    };
  }
}
