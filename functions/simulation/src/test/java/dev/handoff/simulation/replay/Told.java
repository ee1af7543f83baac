package dev.handoff.simulation.replay;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A journal as a test tells it. */
final class Told {

  static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private static final String SPEC =
      """
      cluster: shop
      beat: {interval: 2s, timeout: 8s}
      nodes:
        node-a: {instance: i-1, interface: eni-1}
        node-b: {instance: i-2, interface: eni-2}
      groups:
        web:
          migration-threshold: 2
          resource-stickiness: 200
          resources:
            eip: {type: elastic-ip, allocation: eipalloc-1}
            httpd:
              type: systemd
              unit: httpd
              monitor: {http: "http://127.0.0.1/", interval: 2s, timeout: 1s}
      constraints:
        - {type: location, group: web, node: node-a, score: 100}
      """;

  private final List<JournalEntry> entries = new ArrayList<>();
  private long epoch = 7;

  /** The spec that the past was recorded under. */
  static ClusterSpec spec() {
    return spec("", "");
  }

  /** The same with one of its texts replaced. */
  static ClusterSpec spec(String old, String other) {
    return old.isEmpty() ? spec(Map.of()) : spec(Map.of(old, other));
  }

  /** The same with other texts in the place of some of its own. */
  static ClusterSpec spec(Map<String, String> others) {
    String text = SPEC;
    for (Map.Entry<String, String> other : others.entrySet()) {
      text = text.replace(other.getKey(), other.getValue());
    }
    return assertInstanceOf(SpecResult.Valid.class, SpecReader.read("spec.yaml", text)).spec();
  }

  static Instant after(Duration time) {
    return START.plus(time);
  }

  /** The cluster is created, its nodes come, and the group starts on the first of them. */
  Told created() {
    tell(Duration.ZERO, new Happening.SpecApplied(List.of("cluster created")));
    tell(Duration.ofSeconds(4), new Happening.NodeReturned("node-a"));
    tell(Duration.ofSeconds(5), new Happening.NodeReturned("node-b"));
    return changed(Duration.ofSeconds(6), null, "node-a", new Cause.FirstStart());
  }

  Told fails(Duration at, String node, int count) {
    return tell(at, new Happening.ResourceFailed("httpd", node, count, 2, "connection refused"));
  }

  Told recovers(Duration at, String node, int count) {
    return tell(
        at, new Happening.ResourceRecovered("httpd", node, count, 2, Duration.ofSeconds(1)));
  }

  /** A handover that takes a second. */
  Told changed(
      Duration at, @org.jspecify.annotations.Nullable String from, String to, Cause cause) {
    epoch++;
    tell(at, new Happening.HandoverBegun("web", from, to, epoch, cause));
    Duration second = Duration.ofSeconds(1);
    return tell(
        at.plus(second),
        new Happening.OwnerChanged(
            "web", from, to, epoch, cause, List.of("eipalloc-1"), Duration.ZERO, second, second));
  }

  Told asked(Duration at, OperatorCommand command) {
    return tell(at, new Happening.OperatorActed(command));
  }

  Told tell(Duration at, Happening happening) {
    entries.add(new JournalEntry("shop", entries.size() + 1, after(at), happening));
    return this;
  }

  List<JournalEntry> entries() {
    return entries;
  }

  Past past() {
    return Past.of(entries, Silence.AUTO);
  }
}
