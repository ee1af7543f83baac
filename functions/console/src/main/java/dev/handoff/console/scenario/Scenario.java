package dev.handoff.console.scenario;

import dev.handoff.events.spec.ClusterSpec;
import java.util.List;

/**
 * A story to play.
 *
 * @param name what messages call it
 */
public record Scenario(String name, ClusterSpec spec, List<Placed> steps) {

  public Scenario {
    steps = List.copyOf(steps);
  }

  /**
   * A step, and where the file has it.
   *
   * @param index counted from one
   */
  public record Placed(int index, String place, Step step) {}
}
