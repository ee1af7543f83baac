package dev.handoff.controller.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.handover.Choice;
import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Failures;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Beat;
import dev.handoff.events.Cause;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A group that has failed at n1 for good, and is to run at n2. */
class ForgivenTest {

  private static final Service HTTPD =
      new Service(
          "httpd",
          new Kind.Systemd("httpd"),
          List.of(),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Service.Runs.ACTIVE,
          80);

  @Test
  void aNodeThatHasFailedForGoodIsNotWaitedFor() {
    assertInstanceOf(Phase.Starting.class, phaseAfter(0));
  }

  @Test
  void aNodeThatIsForgivenIsToldToStopFirstAlthoughNobodyHasToldItYet() {
    assertInstanceOf(Phase.Releasing.class, phaseAfter(ResourceReport.FATAL));
  }

  /** Where the handover stands after one step, the record having forgiven so much. */
  private static Phase phaseAfter(long forgiven) {
    ClusterRecord record =
        new ClusterRecord(
            Samples.spec(
                "c",
                List.of(
                    new NodeSpec("n1", "i-1", "eni-1", Map.of()),
                    new NodeSpec("n2", "i-2", "eni-2", Map.of())),
                List.of(HTTPD)),
            Map.of("n1", node(forgiven)),
            Map.of(
                "front",
                new Assignment(3, "n1", "boot-1", new Phase.Settled(), null, List.of(), null)),
            List.of(),
            false,
            null,
            null,
            1,
            List.of());
    Order told = new Order("front", 3, Role.ACTIVE, Map.of());
    Beat failed = beat("n1", Progress.FAILED, State.FAILED, ResourceReport.FATAL);
    Beat ready = beat("n2", Progress.STANDBY, State.STOPPED, 0);
    Map<String, NodeReading> readings =
        Map.of(
            "n1",
            new NodeReading.Heard(failed, new Orders("boot-1", 1, "", List.of(told))),
            "n2",
            new NodeReading.Heard(ready, null));
    Snapshot snapshot =
        new Snapshot(
            new Evidence(record, readings, readings, Duration.ZERO, Samples.NOON),
            Map.of(),
            Map.of(),
            Set.of(),
            Map.of(),
            null,
            Map.of(),
            Duration.ofMinutes(1));
    Cause cause = new Cause.ServiceFailed("httpd", "n1", 1, 1);
    Choice other = new Choice("n2", List.of(), false, cause, List.of());
    Decision decision =
        Controller.advance(
            snapshot,
            record,
            Map.of("n1", new Verdict.Alive(failed), "n2", new Verdict.Alive(ready)),
            Map.of("front", other));
    assertEquals("n2", decision.next().group("front").owner());
    return decision.next().group("front").phase();
  }

  private static NodeRecord node(long forgiven) {
    Failures failures = new Failures(ResourceReport.FATAL, forgiven, Samples.NOON);
    return new NodeRecord(NodeRecord.Presence.PRESENT, false, null, Map.of("httpd", failures));
  }

  private static Beat beat(String node, Progress progress, State state, long failures) {
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
        List.of(new GroupReport("front", 3, progress)),
        List.of(new ResourceReport("httpd", state, failures, "no config")),
        Map.of(),
        List.of());
  }
}
