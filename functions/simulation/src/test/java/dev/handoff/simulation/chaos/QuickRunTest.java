package dev.handoff.simulation.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.simulation.fault.FaultKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The part of {@code handoff chaos} that every build runs: fixed seeds, no violation. */
class QuickRunTest {

  private static final long FIRST = 1;
  private static final int SEEDS = 220;
  private static final int LEAST_HOURS = 10_000;

  private static final int WORKERS = Runtime.getRuntime().availableProcessors();

  @Test
  void everyPromiseIsKeptForTenThousandHours() {
    Chaos chaos = new Chaos(Set.of(), WORKERS);

    Report report = chaos.run(FIRST, SEEDS, result -> true);

    Summary.lines(report).forEach(System.out::println);
    assertEquals(List.of(), stories(chaos, report));
    assertTrue(report.hours() >= LEAST_HOURS, () -> report.hours() + " hours are too few");
    assertTrue(report.tally().failovers() > 0, "nothing ever moved");
    assertEquals(
        EnumSet.allOf(FaultKind.class),
        EnumSet.copyOf(report.tally().faults().keySet()),
        "some kind of fault never happened");
  }

  /** Of the first world only: its story says enough. */
  private static List<String> stories(Chaos chaos, Report report) {
    return report.broken().stream()
        .limit(1)
        .flatMap(result -> Story.of(chaos, result, result.violations().getFirst()).stream())
        .toList();
  }
}
