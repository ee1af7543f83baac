package dev.handoff.oci.network;

import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.events.spec.Address.Route;
import dev.handoff.oci.attempt.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What switching a route in one table came to.
 *
 * @param doubtful a change was left without an answer
 */
record TableResult(String table, Outcome<?> outcome, boolean doubtful) {

  /**
   * Sums the tables up: one refusal is a refusal, whatever became of the others.
   *
   * @return empty if the tables themselves must be asked
   */
  static Optional<Moved> together(Route route, List<TableResult> results) {
    if (results.stream().allMatch(TableResult::isDone)) {
      return Optional.of(new Moved.Accepted(route));
    }
    if (results.stream().anyMatch(result -> result.doubtful && !result.isDone())) {
      return Optional.empty();
    }
    if (results.stream().allMatch(result -> result.outcome instanceof Outcome.NotCurrent)) {
      return Optional.of(new Moved.NotCurrent(route));
    }
    boolean refused = results.stream().anyMatch(r -> r.outcome instanceof Outcome.Refused);
    return Optional.of(
        refused
            ? new Moved.Refused(route, inWords(results))
            : new Moved.Unknown(route, inWords(results)));
  }

  private boolean isDone() {
    return outcome instanceof Outcome.Done;
  }

  /** Each table with what became of it. */
  static String inWords(List<TableResult> results) {
    return results.stream()
        .map(result -> result.table + ": " + result.inWords())
        .collect(Collectors.joining("; "));
  }

  private String inWords() {
    return switch (outcome) {
      case Outcome.Done<?> _ -> "done";
      case Outcome.Failed<?> failed -> failed.detail();
    };
  }
}
