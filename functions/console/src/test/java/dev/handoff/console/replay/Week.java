package dev.handoff.console.replay;

import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A week of a shop, as its journal tells it. */
final class Week {

  static final String SPEC =
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

  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private final List<JournalEntry> entries = new ArrayList<>();
  private long epoch;

  private Week() {}

  /** Killed twice, cleaned up, moved back; then a short silence, and a night without power. */
  static List<JournalEntry> entries() {
    Week week = new Week();
    week.tell("PT0S", new Happening.SpecApplied(List.of("cluster created")));
    week.tell("PT4S", new Happening.NodeReturned("node-a"));
    week.tell("PT5S", new Happening.NodeReturned("node-b"));
    week.moves("PT6S", null, "node-a", new Cause.FirstStart());
    week.tell("PT26H", new Happening.ResourceFailed("httpd", "node-a", 1, 2, "no answer"));
    week.tell(
        "PT26H2S", new Happening.ResourceRecovered("httpd", "node-a", 1, 2, Duration.ofSeconds(2)));
    week.tell("PT50H", new Happening.ResourceFailed("httpd", "node-a", 2, 2, "no answer"));
    week.moves("PT50H", "node-a", "node-b", new Cause.ServiceFailed("httpd", "node-a", 2, 2));
    week.tell("PT52H", new Happening.OperatorActed(new OperatorCommand.Cleanup("httpd", "node-a")));
    week.tell("PT53H", new Happening.OperatorActed(new OperatorCommand.Clear("web", null)));
    week.tell("PT75H", new Happening.NodeSilent("node-b", Duration.ofMillis(9_200)));
    week.moves("PT75H", "node-b", "node-a", new Cause.NodeSilent("node-b"));
    week.tell("PT75H8S", new Happening.NodeReturned("node-b"));
    week.tell("PT99H", new Happening.NodeSilent("node-a", Duration.ofMillis(8_900)));
    week.moves("PT99H", "node-a", "node-b", new Cause.NodeSilent("node-a"));
    week.tell("PT107H", new Happening.NodeReturned("node-a"));
    return List.copyOf(week.entries);
  }

  private void moves(String at, @Nullable String from, String to, Cause cause) {
    epoch++;
    tell(at, new Happening.HandoverBegun("web", from, to, epoch, cause));
    Duration took = Duration.ofMillis(1_400);
    entries.add(
        new JournalEntry(
            "shop",
            entries.size() + 1,
            START.plus(Duration.parse(at)).plus(took),
            new Happening.OwnerChanged(
                "web", from, to, epoch, cause, List.of("eipalloc-1"), Duration.ZERO, took, took)));
  }

  private void tell(String at, Happening happening) {
    entries.add(
        new JournalEntry("shop", entries.size() + 1, START.plus(Duration.parse(at)), happening));
  }
}
