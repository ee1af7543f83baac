package dev.handoff.console.scenario;

import dev.handoff.events.spec.ClusterSpec;
import java.util.List;
import java.util.Set;

/**
 * A story to play.
 *
 * @param name what messages call it
 * @param off nodes that are not switched on when the play begins
 */
public record Scenario(String name, ClusterSpec spec, Set<String> off, List<Placed> steps) {

  public Scenario {
    off = Set.copyOf(off);
    steps = List.copyOf(steps);
  }

  /**
   * A step, and where the file has it.
   *
   * @param index counted from one
   */
  public record Placed(int index, String place, Step step) {}
}
