package dev.handoff.dispatch;

import dev.handoff.controller.Outcome;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord.Presence;
import dev.handoff.events.Happening.OwnerChanged;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one invocation has to tell of one cluster in numbers.
 *
 * @param evaluations by the schedule or a beat that ran to their end
 * @param conflicts how often somebody else had changed the record first
 * @param silentNodes nodes whose beats have stopped, as the evaluation left the record
 * @param moves handovers that were completed
 */
public record Figures(
    String cluster, int evaluations, int conflicts, int silentNodes, List<Move> moves) {

  public Figures {
    moves = List.copyOf(moves);
  }

  /**
   * A completed handover.
   *
   * @param detect from the failure to the decision, as far as it can be known; null: nothing had
   *     failed
   * @param move from the decision until the cloud showed every address at the new owner
   */
  public record Move(@Nullable Duration detect, Duration move) {}

  static Figures conflict(String cluster) {
    return new Figures(cluster, 0, 1, 0, List.of());
  }

  static Figures moved(String cluster, OwnerChanged changed) {
    Duration detect = changed.cause().isTrouble() ? changed.detect() : null;
    return new Figures(cluster, 0, 0, 0, List.of(new Move(detect, changed.move())));
  }

  /** Of an evaluation that did not run to its end there is nothing to tell. */
  static Figures of(String cluster, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Evaluated evaluated ->
          new Figures(cluster, 1, 0, silent(evaluated.record()), List.of());
      case Outcome.Destroyed _ -> new Figures(cluster, 1, 0, 0, List.of());
      case Outcome.NoCluster _, Outcome.Overtaken _, Outcome.TooLarge _, Outcome.Unavailable _ ->
          new Figures(cluster, 0, 0, 0, List.of());
    };
  }

  private static int silent(ClusterRecord record) {
    return Math.toIntExact(
        record.nodes().values().stream()
            .filter(node -> node.presence() == Presence.SILENT)
            .count());
  }

  /** Both together; at most one of them may come of an evaluation. */
  Figures and(Figures other) {
    return new Figures(
        cluster,
        evaluations + other.evaluations,
        conflicts + other.conflicts,
        silentNodes + other.silentNodes,
        Stream.concat(moves.stream(), other.moves.stream()).toList());
  }

  /** Whether there is nothing to tell. */
  boolean isEmpty() {
    return evaluations == 0 && conflicts == 0 && silentNodes == 0 && moves.isEmpty();
  }
}
