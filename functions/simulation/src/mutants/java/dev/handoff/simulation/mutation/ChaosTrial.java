package dev.handoff.simulation.mutation;

import dev.handoff.simulation.chaos.Chaos;
import dev.handoff.simulation.chaos.Report;
import dev.handoff.simulation.chaos.Result;
import java.util.Set;

/**
 * Plays worlds until one of them breaks a promise. In a process of its own, whose class path has
 * the broken class first. Exit code 1 and what was broken: caught; 0: survived.
 */
final class ChaosTrial {

  private ChaosTrial() {}

  /** The argument is the number of seeds. */
  public static void main(String[] seeds) {
    Report report =
        new Chaos(Set.of(), 1)
            .run(1, Integer.parseInt(seeds[0]), result -> result.violations().isEmpty());
    if (!report.broken().isEmpty()) {
      Result first = report.broken().getFirst();
      System.out.printf(
          "%s, seed %d of %s%n",
          first.violations().getFirst().promise(), report.worlds(), seeds[0]);
      System.out.flush();
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }
}
