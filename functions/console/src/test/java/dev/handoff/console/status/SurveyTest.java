package dev.handoff.console.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.NodeRecord.Presence;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Beat;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why a service that a spec has added is not started yet. */
class SurveyTest {

  private static final Instant NOW = Instant.parse("2026-01-01T03:00:00Z");
  private static final ClusterSpec SPEC =
      assertInstanceOf(
              SpecResult.Valid.class,
              SpecReader.read(
                  "spec.yaml",
                  """
                  cluster: web
                  nodes: {node-a: {}, node-b: {}}
                  groups:
                    front:
                      resources:
                        httpd: {type: systemd, unit: httpd}
                        worker: {type: systemd, unit: worker}
                  """))
          .spec();

  @Test
  void aNodeThatHasNotToldOfIt() {
    GroupView front = front(Presence.PRESENT, beat());

    assertEquals("active", front.state());
    assertEquals(
        List.of("worker waits: node-b has not told yet whether it runs there"), front.reasons());
    assertEquals(
        List.of("worker waits: node-b has not told yet whether it runs there"),
        front(Presence.PRESENT, beat(State.UNKNOWN)).reasons());
  }

  @Test
  void whatWaitsIsATrouble() {
    ClusterView view = view(Presence.PRESENT, beat());

    assertEquals(Health.Level.DEGRADED, Health.of(view).level());
    assertEquals(
        "front: worker waits: node-b has not told yet whether it runs there",
        Health.of(view).troubles().getFirst().words());
  }

  @Test
  void aNodeOnWhichItRuns() {
    assertEquals(
        List.of("worker waits: it is running on node-b"),
        front(Presence.LEFT, beat(State.RUNNING)).reasons());
  }

  @Test
  void neitherANodeThatIsGoneNorOneThatHasItStopped() {
    assertEquals(List.of(), front(Presence.SILENT, beat()).reasons());
    assertEquals(List.of(), front(Presence.PRESENT, beat(State.STOPPED)).reasons());
  }

  private static Beat beat(State... worker) {
    return new Beat(
        "web",
        "node-b",
        "boot-1",
        7,
        Duration.ofSeconds(7),
        NOW,
        false,
        false,
        "",
        List.of(),
        List.of(worker).stream().map(s -> new ResourceReport("worker", s, 0, null)).toList(),
        Map.of(),
        List.of());
  }

  private static GroupView front(Presence nodeB, Beat beat) {
    return view(nodeB, beat).groups().getFirst();
  }

  private static ClusterView view(Presence nodeB, Beat beat) {
    Assignment served =
        new Assignment(2, "node-a", "boot-1", new Phase.Settled(), null, List.of(), null);
    ClusterRecord record =
        new ClusterRecord(
            SPEC,
            Map.of(
                "node-a",
                NodeRecord.UNSEEN.present(Presence.PRESENT),
                "node-b",
                NodeRecord.UNSEEN.present(nodeB)),
            Map.of("front", served.asking(List.of("worker"))),
            List.of(),
            false,
            null,
            null,
            1,
            List.of());
    return ClusterView.of(
        record, Map.of("node-b", new NodeReading.Heard(beat, null)), List.of(), Map.of(), NOW);
  }
}
