package dev.handoff.controller.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.handover.Choice;
import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Cause;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A group of two services that is settled on a; the second one does not run there. */
class LeftoversTest {

  private static final Phase SETTLED = new Phase.Settled();

  @Test
  void aServiceThatStillRunsElsewhereIsNotStartedBesideItsGroup() {
    Choice choice = choice(SETTLED, "", State.STOPPED, State.RUNNING);

    assertEquals("a", choice.node());
    assertEquals(List.of("worker"), choice.stopped());
    assertEquals(List.of("worker still runs on b"), choice.reasons());
  }

  @Test
  void whatIsOnItsWayUpOrDownElsewhereIsWaitedForToo() {
    assertEquals(List.of("worker"), choice(SETTLED, "", State.STOPPED, State.STARTING).stopped());
    assertEquals(List.of("worker"), choice(SETTLED, "", State.STOPPED, State.STOPPING).stopped());
  }

  @Test
  void onceItHasStoppedThereItStarts() {
    assertEquals(List.of(), choice(SETTLED, "", State.STOPPED, State.STOPPED).stopped());
  }

  @Test
  void whatRunsWhereItBelongsIsNotStoppedForALeftover() {
    assertEquals(List.of(), choice(SETTLED, "", State.RUNNING, State.RUNNING).stopped());
  }

  @Test
  void whatIsNotManagedIsNobodysLeftover() {
    assertEquals(
        List.of(), choice(SETTLED, ", managed: false", State.STOPPED, State.RUNNING).stopped());
  }

  @Test
  void aHandoverUnderWayStopsItsOwn() {
    Phase.Handover handover =
        new Phase.Handover("b", new Cause.FirstStart(), Samples.NOON, Duration.ZERO);

    Phase moving = new Phase.Moving(handover, null);

    assertEquals(List.of(), choice(moving, "", State.STOPPED, State.RUNNING).stopped());
  }

  private static Choice choice(Phase phase, String options, State onA, State onB) {
    SpecResult read =
        SpecReader.read(
            "spec",
            """
            cluster: web
            nodes: {a: {}, b: {}}
            groups:
              front:
                resources:
                  httpd: {type: systemd, unit: httpd}
                  worker: {type: systemd, unit: worker%s}
            constraints:
              - {type: location, group: front, node: a, score: 100}
            """
                .formatted(options));
    Assignment front = new Assignment(5, "a", "boot-a", phase, null, List.of(), null);
    NodeRecord present = NodeRecord.UNSEEN.present(NodeRecord.Presence.PRESENT);
    ClusterRecord record =
        new ClusterRecord(
            assertInstanceOf(SpecResult.Valid.class, read).spec(),
            Map.of("a", present, "b", present),
            Map.of("front", front),
            List.of(),
            false,
            null,
            null,
            1,
            List.of());
    Map<String, Verdict> verdicts =
        Map.of(
            "a", alive("a", State.RUNNING, onA),
            "b", alive("b", State.STOPPED, onB));
    return Objects.requireNonNull(Placing.choose(record, verdicts, Samples.NOON).get("front"));
  }

  private static Verdict alive(String node, State httpd, State worker) {
    List<ResourceReport> reports =
        List.of(
            new ResourceReport("httpd", httpd, 0, null),
            new ResourceReport("worker", worker, 0, null));
    return new Verdict.Alive(Samples.beat("web", node, "boot-" + node, Map.of(), reports));
  }
}
