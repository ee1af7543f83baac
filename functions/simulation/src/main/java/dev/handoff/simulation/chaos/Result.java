package dev.handoff.simulation.chaos;

import dev.handoff.simulation.promise.History;
import dev.handoff.simulation.promise.Tally;
import dev.handoff.simulation.promise.Violation;
import java.util.List;

/**
 * What became of a scene.
 *
 * @param nanos of virtual time
 * @param digest stands for the whole history: the same scene has the same
 * @param violations of each promise the first
 * @param lines the timeline, if it was asked for
 */
public record Result(
    Scene scene,
    long nanos,
    long digest,
    List<Violation> violations,
    Tally tally,
    List<History.Line> lines) {

  public Result {
    violations = List.copyOf(violations);
    lines = List.copyOf(lines);
  }
}
