package dev.handoff.simulation.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.Cause;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures that followed each other faster than simulated services start. */
class QuickFailuresTest {

  private static final Duration STARTED = Duration.ofSeconds(7);

  /** As in the lab, where a killed process is noticed at once. */
  private static final ClusterSpec LAB =
      Told.spec(
          Map.of(
              "type: systemd", "type: process",
              "unit: httpd", "command: [httpd]",
              "{interval: 2s, timeout: 8s}", "{interval: 500ms, timeout: 2s}"));

  /** In milliseconds, from the group's start to its first failure. */
  static LongStream moments() {
    return LongStream.range(0, 20).map(i -> 1 + i * 137);
  }

  @ParameterizedTest
  @MethodSource("moments")
  void aServiceThatFailsAgainJustAfterItsRestartHasBeenRestarted(long moment) {
    Duration first = STARTED.plusMillis(moment);
    Duration recovered = first.plusMillis(270);
    for (long gap : List.of(1, 61, 121, 181, 700)) {
      Duration second = recovered.plusMillis(gap);
      Past past =
          new Told()
              .created()
              .fails(first, "node-a", 1)
              .recovers(recovered, "node-a", 1)
              .fails(second, "node-a", 2)
              .changed(second, "node-a", "node-b", new Cause.ServiceFailed("httpd", "node-a", 2, 2))
              .past();

      Comparison comparison = Comparison.of(past, LAB, LAB);

      comparison.rows().forEach(row -> assertTrue(row.isReproduced(), gap + " ms: " + row));
      assertEquals(1, comparison.changed().restarts());
    }
  }
}
