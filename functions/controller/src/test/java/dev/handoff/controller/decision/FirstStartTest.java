package dev.handoff.controller.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For whom the first start of a group waits. */
class FirstStartTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final ClusterRecord RECORD = record("{httpd: {type: systemd, unit: httpd}}");

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
  void waitsForTheOthersFromWhenTheFirstNodeIsHeard() {
    Map<String, Verdict> verdicts =
        Map.of("a", alive("a", Map.of("ping", "0")), "b", new Verdict.NeverHeard());
    Instant installed = Samples.NOON.plus(Duration.ofHours(1));

    ClusterRecord heard = Census.take(RECORD, verdicts, installed);
    ClusterRecord again = Census.take(heard, verdicts, installed.plusSeconds(3));

    assertEquals(TIMEOUT, FirstStart.wait(heard, verdicts, installed));
    assertEquals(
        TIMEOUT.minusSeconds(3), FirstStart.wait(again, verdicts, installed.plusSeconds(3)));
  }

  @Test
  void doesNotWaitOnceEveryNodeHasTold() {
    Map<String, String> measured = Map.of("ping", "0");
    Map<String, Verdict> verdicts = Map.of("a", alive("a", measured), "b", alive("b", measured));

    assertEquals(Duration.ZERO, FirstStart.wait(RECORD, verdicts, Samples.NOON));
  }

  @Test
  void waitsForServicesThatRunEverywhereUnlessTheyHaveFailed() {
    ClusterRecord everywhere = record("{httpd: {type: systemd, unit: httpd, runs: everywhere}}");

    assertEquals(TIMEOUT, waitFor(everywhere));
    assertEquals(TIMEOUT, waitFor(everywhere, State.STOPPED));
    assertEquals(TIMEOUT, waitFor(everywhere, State.STARTING));
    assertEquals(Duration.ZERO, waitFor(everywhere, State.RUNNING));
    assertEquals(Duration.ZERO, waitFor(everywhere, State.FAILED));
    assertEquals(Duration.ZERO, waitFor(RECORD, State.STOPPED));
  }

  @Test
  void aGroupIsNotStartedBeforeEveryNodeHasToldOfItsServices() {
    String line = "b has not told yet whether httpd runs there";

    assertEquals(List.of(line), unasked(alive("b", Map.of())));
    assertEquals(List.of(line), unasked(alive("b", Map.of(), reports(State.UNKNOWN))));
    assertEquals(List.of(), unasked(alive("b", Map.of(), reports(State.STOPPED))));
    assertEquals(List.of(), unasked(alive("b", Map.of(), reports(State.RUNNING))));
  }

  @Test
  void aNodeThatIsNotThereIsNotAsked() {
    ClusterRecord gone =
        Census.take(RECORD, Map.of("b", new Verdict.Silent(null, "{", TIMEOUT)), Samples.NOON);

    assertEquals(List.of(), unasked(new Verdict.NeverHeard()));
    assertEquals(List.of(), unasked(new Verdict.Silent(null, "{", TIMEOUT)));
    assertEquals(List.of(), unasked(gone, new Verdict.Unreadable("throttled")));
  }

  @Test
  void aNodeThatCannotBeReadAtPresentIsWaitedFor() {
    ClusterRecord seen = Census.take(RECORD, Map.of("b", alive("b", Map.of())), Samples.NOON);

    assertEquals(1, unasked(seen, new Verdict.Unreadable("throttled")).size());
  }

  /** Seed 215657: it ran on there since a cluster of that name was destroyed. */
  @Test
  void aNodeThatWasNeverSeenAndCannotBeReadAtPresentIsWaitedForToo() {
    Verdict unread = new Verdict.Unreadable("throttled");
    Map<String, Verdict> verdicts = Map.of("a", alive("a", Map.of("ping", "1000")), "b", unread);

    assertEquals(TIMEOUT, FirstStart.wait(RECORD, verdicts, Samples.NOON));
    assertEquals(1, unasked(unread).size());
  }

  private static List<String> unasked(Verdict b) {
    return unasked(RECORD, b);
  }

  private static List<String> unasked(ClusterRecord record, Verdict b) {
    return FirstStart.unasked(
        record,
        record.spec().group("front").orElseThrow(),
        Map.of("a", alive("a", Map.of(), reports(State.STOPPED)), "b", b));
  }

  private static List<ResourceReport> reports(State... httpd) {
    return Arrays.stream(httpd).map(state -> new ResourceReport("httpd", state, 0, null)).toList();
  }

  private static Duration waitFor(ClusterRecord record, State... httpd) {
    return FirstStart.wait(
        record, Map.of("a", alive("a", Map.of("ping", "0"), reports(httpd))), Samples.NOON);
  }

  private static Verdict alive(String node, Map<String, String> attributes) {
    return alive(node, attributes, List.of());
  }

  private static Verdict alive(
      String node, Map<String, String> attributes, List<ResourceReport> reports) {
    return new Verdict.Alive(Samples.beat("web", node, "boot", attributes, reports));
  }

  private static ClusterRecord record(String resources) {
    SpecResult read =
        SpecReader.read(
            "spec",
            """
            cluster: web
            beat: {interval: 2s, timeout: 8s}
            nodes: {a: {}, b: {}}
            groups: {front: {resources: %s}}
            probes: {ping: {type: ping, hosts: [192.168.0.1]}}
            """
                .formatted(resources));
    ClusterSpec spec = assertInstanceOf(SpecResult.Valid.class, read).spec();
    return new ClusterRecord(
        spec, Map.of(), Map.of(), List.of(), false, null, Samples.NOON, 1, List.of());
  }
}
