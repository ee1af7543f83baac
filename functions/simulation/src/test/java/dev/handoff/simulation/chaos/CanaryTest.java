package dev.handoff.simulation.chaos;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is broken on purpose has to be reported, else all the silence means nothing. */
class CanaryTest {

  private static final int SEEDS = 40;

  @ParameterizedTest
  @EnumSource(Canary.class)
  void isReportedWithinAFewSeeds(Canary canary) {
    Report report =
        new Chaos(Set.of(canary), 1).run(1, SEEDS, result -> result.violations().isEmpty());

    assertFalse(report.broken().isEmpty(), canary + " was not reported in " + SEEDS + " seeds");
    System.out.printf(
        "canary %s: reported by seed %d, %s%n",
        canary,
        report.broken().getFirst().scene().seed(),
        report.violations().getFirst().promise());
  }
}
