package dev.handoff.simulation.mutation;

import dev.handoff.simulation.chaos.Chaos;
import dev.handoff.simulation.chaos.Report;
import dev.handoff.simulation.promise.Violation;
import java.util.Set;

/**
 * Plays seeds with whatever core classes come first on the class path, and stops at the first
 * promise that is broken. Argument: the number of seeds. Exit code 1 when one is broken; the last
 * line says which, and by which seed.
 */
final class ChaosTrial {

  private ChaosTrial() {}

  public static void main(String[] args) {
    int seeds = Integer.parseInt(args[0]);
    Report report = new Chaos(Set.of(), 1).run(1, seeds, result -> result.violations().isEmpty());
    if (!report.broken().isEmpty()) {
      Violation violation = report.violations().getFirst();
      System.out.println(
          violation.promise() + ", seed " + report.broken().getFirst().scene().seed());
      System.exit(1);
    }
  }
}
