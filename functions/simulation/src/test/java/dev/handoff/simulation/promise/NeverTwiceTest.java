package dev.handoff.simulation.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Failures;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cluster in which httpd runs on node-a, and begins to run on node-b. */
class NeverTwiceTest {

  private static final List<String> TWICE = List.of("httpd runs on node-a and on node-b");

  /** In nanoseconds: no machine is excused for so long. */
  private static final long LONG_AGO = Duration.ofHours(1).toNanos();

  private final ClusterSpec spec = spec();
  private final Truth truth = new Truth(spec);
  private final NodeTruth former = truth.node("node-a");
  private final List<String> broken = new ArrayList<>();
  private Failures blocked = Failures.NONE;

  @Test
  void aServiceThatBeginsBesideItselfBreaksThePromise() {
    former.runs("httpd", true);

    assertEquals(TWICE, startedOnNodeB());
  }

  @Test
  void aServiceThatHasStoppedThereDoesNot() {
    former.runs("httpd", true);
    former.runs("httpd", false);

    assertEquals(List.of(), startedOnNodeB());
  }

  @Test
  void aMachineThatStandsStillIsExcused() {
    former.runs("httpd", true);
    former.beginUnruly();

    assertEquals(List.of(), startedOnNodeB());
  }

  @Test
  void whatTheSpecDroppedWhileItWasLeftAloneIsNobodysUntilAPlanNamesItAgain() {
    former.runs("httpd", true);
    former.disowned("httpd");
    assertEquals(List.of(), startedOnNodeB());

    former.owned("httpd");
    assertEquals(TWICE, startedOnNodeB());
  }

  @Test
  void whatStartsAgainOnceItHasStoppedIsSomebodysAgain() {
    former.runs("httpd", true);
    former.disowned("httpd");
    former.runs("httpd", false);
    former.runs("httpd", true);

    assertEquals(TWICE, startedOnNodeB());
  }

  @Test
  void whatRunsOnBlockedSinceItsMachineStoodStillDoesNotKeepTheOwnerFromStartingAgain() {
    former.runs("httpd", true);
    former.beginUnruly();
    startedOnNodeB();
    former.endUnruly(-LONG_AGO);
    assertEquals(TWICE, startedOnNodeB());
    broken.clear();

    blocked = new Failures(1, 0, null);
    assertEquals(List.of(), startedOnNodeB());

    former.runs("httpd", false);
    former.runs("httpd", true);
    assertEquals(TWICE, startedOnNodeB());
  }

  private List<String> startedOnNodeB() {
    NodeRecord nodeA = NodeRecord.UNSEEN.withFailures(Map.of("httpd", blocked));
    ClusterRecord record =
        new ClusterRecord(
            spec, Map.of("node-a", nodeA), Map.of(), List.of(), false, null, null, 1, List.of());
    truth.committed(record, 0);
    new NeverTwice()
        .see(new Fact.ServiceChanged("web", "node-b", "httpd", true), truth, new Noted(broken));
    return broken;
  }

  private static ClusterSpec spec() {
    SpecResult read =
        SpecReader.read(
            "spec",
            """
            cluster: web
            beat: {interval: 1s, timeout: 30s}
            isolation: {after: 3s, do: stop}
            nodes: {node-a: {}, node-b: {}}
            groups:
              front:
                resources:
                  httpd:
                    type: systemd
                    unit: httpd
                    monitor: {interval: 10s, on-fail: block}
            """);
    return assertInstanceOf(SpecResult.Valid.class, read).spec();
  }
}
