package dev.handoff.controller.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Failures;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.NodeRecord.Presence;
import dev.handoff.controller.record.Sighting;
import dev.handoff.events.Beat;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the record takes over from a beat. Failures of httpd are forgiven after a minute. */
class CensusTest {

  private static final Instant NOON = Samples.NOON;
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  @Test
  void aFailureStillCountsAtTheMomentOfItsTimeout() {
    ClusterRecord failed = knowing(new Failures(1, 0, NOON));

    assertEquals(1, countAfter(failed, "boot-1", 1, NOON.plus(TIMEOUT)));
  }

  @Test
  void aFailureCountsNoMoreAfterItsTimeout() {
    ClusterRecord failed = knowing(new Failures(1, 0, NOON));

    assertEquals(0, countAfter(failed, "boot-1", 1, NOON.plus(TIMEOUT).plusNanos(1)));
  }

  @Test
  void whatWasForgivenBeforeARebootIsNotForgivenAfterIt() {
    ClusterRecord forgiven = knowing(new Failures(2, 2, null));

    assertEquals(2, countAfter(forgiven, "boot-2", 2, NOON));
  }

  @Test
  void theSameCountOfTheSameBootIsNoNewFailure() {
    ClusterRecord forgiven = knowing(new Failures(2, 2, null));

    assertEquals(0, countAfter(forgiven, "boot-1", 2, NOON));
  }

  /** The fail-count after a beat of that boot with that counter. */
  private static int countAfter(ClusterRecord record, String boot, long counter, Instant now) {
    Beat beat =
        new Beat(
            "c",
            "n1",
            boot,
            8,
            Duration.ofSeconds(8),
            now,
            false,
            false,
            "",
            List.of(),
            List.of(new ResourceReport("httpd", State.RUNNING, counter, null)),
            Map.of(),
            List.of());
    return Census.take(record, Map.of("n1", new Verdict.Alive(beat)), now)
        .node("n1")
        .failures("httpd")
        .count();
  }

  private static ClusterRecord knowing(Failures httpd) {
    Service service =
        new Service(
            "httpd",
            new Kind.Systemd("httpd"),
            List.of(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Service.Runs.ACTIVE,
            null);
    GroupSpec web =
        new GroupSpec(
            "web",
            List.of(service),
            new Meta(0, Score.ZERO, new Score(3), TIMEOUT),
            GroupSpec.TargetRole.STARTED,
            true,
            false);
    NodeSpec node = new NodeSpec("n1", "i-1", "eni-1", Map.of());
    NodeRecord known =
        new NodeRecord(
            Presence.PRESENT, false, new Sighting("boot-1", 7, NOON), Map.of("httpd", httpd));
    return new ClusterRecord(
        Samples.spec("c", 1).with(List.of(node), List.of(web)),
        Map.of("n1", known),
        Map.of(),
        List.of(),
        false,
        null,
        null,
        1,
        List.of());
  }
}
