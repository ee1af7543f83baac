package dev.handoff.simulation.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.simulation.fault.FaultKind;
import dev.handoff.simulation.fault.Provider;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of {@code handoff chaos} that every build runs: fixed seeds, no violation. */
class QuickRunTest {

  private static final long FIRST = 1;
  private static final int SEEDS = 220;
  private static final int ORACLE_SEEDS = 80;
  private static final int LEAST_HOURS = 10_000;

  private static final int WORKERS = Runtime.getRuntime().availableProcessors();

  @Test
  void everyPromiseIsKeptForTenThousandHours() {
    Report report = played(Provider.AWS, SEEDS);

    assertTrue(report.hours() >= LEAST_HOURS, () -> report.hours() + " hours are too few");
  }

  @Test
  void everyPromiseIsKeptOnOracleCloudToo() {
    played(Provider.OCI, ORACLE_SEEDS);
  }

  private static Report played(Provider provider, int seeds) {
    Chaos chaos = new Chaos(provider, Set.of(), WORKERS);

    Report report = chaos.run(FIRST, seeds, result -> true);

    Summary.lines(report).forEach(System.out::println);
    assertEquals(List.of(), stories(chaos, report));
    assertTrue(report.tally().failovers() > 0, "nothing ever moved");
    assertEquals(
        Stream.of(FaultKind.values()).filter(kind -> kind.happensAt(provider)).toList(),
        report.tally().faults().keySet().stream().sorted().toList(),
        "some kind of fault never happened");
    return report;
  }

  /** Of the first world only: its story says enough. */
  private static List<String> stories(Chaos chaos, Report report) {
    return report.broken().stream()
        .limit(1)
        .flatMap(result -> Story.of(chaos, result, result.violations().getFirst()).stream())
        .toList();
  }
}
