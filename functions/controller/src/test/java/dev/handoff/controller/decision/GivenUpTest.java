package dev.handoff.controller.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.handover.Choice;
import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Beat;
import dev.handoff.events.Cause;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A group whose start has failed at n1, where something holds it all the same. */
class GivenUpTest {

  private static final Bias GIVEN_UP = new Bias("front", "n1", Bias.Kind.START_FAILED, null);

  @Test
  void aNodeIsGivenUp() {
    Decision decision = decide(List.of());

    assertEquals(List.of(GIVEN_UP), decision.next().biases());
    assertTrue(decision.progressed());
  }

  @Test
  void aNodeThatWasGivenUpIsNotGivenUpAgain() {
    Decision decision = decide(List.of(GIVEN_UP));

    assertEquals(List.of(GIVEN_UP), decision.next().biases());
    assertEquals(List.of(), decision.next().outbox());
    assertFalse(decision.progressed());
  }

  private static Decision decide(List<Bias> biases) {
    Phase.Handover handover =
        new Phase.Handover("n2", new Cause.FirstStart(), Samples.NOON, Duration.ZERO);
    Phase starting =
        new Phase.Starting(handover, Samples.NOON, Samples.NOON.plus(Duration.ofHours(1)));
    ClusterRecord record =
        new ClusterRecord(
            Samples.spec("c", 2),
            Map.of(),
            Map.of("front", new Assignment(3, "n1", "boot-1", starting, null, List.of(), null)),
            biases,
            false,
            null,
            null,
            1,
            List.of());
    Map<String, Verdict> verdicts =
        Map.of("n1", new Verdict.Alive(failing("n1")), "n2", new Verdict.NeverHeard());
    Snapshot snapshot =
        new Snapshot(
            new Evidence(record, Map.of(), Map.of(), Duration.ZERO, Samples.NOON),
            Map.of(),
            Map.of(),
            Set.of(),
            Map.of(),
            null,
            Map.of(),
            Duration.ofMinutes(1));
    Choice held = new Choice("n1", List.of(), true, new Cause.FirstStart(), List.of());
    return Controller.advance(snapshot, record, verdicts, Map.of("front", held));
  }

  private static Beat failing(String node) {
    return new Beat(
        "c",
        node,
        "boot-1",
        7,
        Duration.ofSeconds(7),
        Samples.NOON,
        false,
        false,
        "",
        List.of(new GroupReport("front", 3, Progress.FAILED)),
        List.of(),
        Map.of(),
        List.of());
  }
}
