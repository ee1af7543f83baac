package dev.handoff.controller.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Beat;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For whom the first start of a group waits. */
class FirstStartTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final ClusterRecord RECORD = record();

  @Test
  void waitsForANodeThatHasNotBeenHeard() {
    Map<String, Verdict> verdicts =
        Map.of("a", alive("a", Map.of("ping", "1000")), "b", new Verdict.NeverHeard());

    assertEquals(TIMEOUT, FirstStart.wait(RECORD, verdicts, Samples.NOON));
  }

  @Test
  void waitsForWhatTheProbesOfANodeMeasure() {
    Map<String, Verdict> verdicts =
        Map.of("a", alive("a", Map.of("ping", "1000")), "b", alive("b", Map.of()));

    assertEquals(
        TIMEOUT.minusSeconds(3), FirstStart.wait(RECORD, verdicts, Samples.NOON.plusSeconds(3)));
  }

  @Test
  void waitsNoLongerThanATimeout() {
    Map<String, Verdict> verdicts =
        Map.of("a", alive("a", Map.of()), "b", new Verdict.NeverHeard());

    assertEquals(Duration.ZERO, FirstStart.wait(RECORD, verdicts, Samples.NOON.plus(TIMEOUT)));
  }

  @Test
  void doesNotWaitOnceEveryNodeHasTold() {
    Map<String, String> measured = Map.of("ping", "0");
    Map<String, Verdict> verdicts = Map.of("a", alive("a", measured), "b", alive("b", measured));

    assertEquals(Duration.ZERO, FirstStart.wait(RECORD, verdicts, Samples.NOON));
  }

  private static Verdict alive(String node, Map<String, String> attributes) {
    Beat beat = Samples.beat("web", node, 1);
    return new Verdict.Alive(
        new Beat(
            beat.cluster(),
            beat.node(),
            beat.boot(),
            beat.sequence(),
            beat.uptime(),
            beat.sent(),
            beat.urgent(),
            beat.leaving(),
            beat.planVersion(),
            List.of(),
            List.of(),
            attributes,
            List.of()));
  }

  private static ClusterRecord record() {
    SpecResult read =
        SpecReader.read(
            "spec",
            """
            cluster: web
            beat: {interval: 2s, timeout: 8s}
            nodes: {a: {}, b: {}}
            groups: {front: {resources: {httpd: {type: systemd, unit: httpd}}}}
            probes: {ping: {type: ping, hosts: [192.168.0.1]}}
            """);
    ClusterSpec spec = assertInstanceOf(SpecResult.Valid.class, read).spec();
    return new ClusterRecord(
        spec, Map.of(), Map.of(), List.of(), false, null, Samples.NOON, 1, List.of());
  }
}
