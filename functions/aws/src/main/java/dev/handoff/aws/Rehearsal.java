package dev.handoff.aws;

import dev.handoff.controller.Ports;
import dev.handoff.controller.decision.Controller;
import dev.handoff.controller.decision.Decision;
import dev.handoff.controller.decision.Snapshot;
import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.dispatch.EventLog;
import dev.handoff.events.Beat;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crac.Context;
import org.crac.Resource;

/**
 * Plays a failover before Lambda takes its snapshot of this process, so that the first real one
 * finds everything loaded that it needs. Every port is asked, and none is told anything: the
 * cluster that is looked for does not exist. What cannot be reached is no trouble: a snapshot that
 * is less warm is still a snapshot.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">runtime
 *     hooks of SnapStart</a>
 */
final class Rehearsal implements Resource {

  private static final String RECORD = "/rehearsal/record.json";
  private static final List<String> BEATS =
      List.of("/rehearsal/beat-node-a.json", "/rehearsal/beat-node-b.json");

  private final Ports ports;
  private final EventLog log;

  Rehearsal(Ports ports, EventLog log) {
    this.ports = ports;
    this.log = log;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    ClusterRecord record = read(RECORD, ClusterRecord.class);
    Decision decision = decide(record);
    Json.write(decision.next());
    ask("clusters", () -> ports.store().clusters());
    ask("record", () -> ports.store().read(record.spec().cluster()));
    ask("beats", () -> ports.channel().read(record.spec()));
    ask("journal", () -> ports.journal().newest(record.spec().cluster(), 1));
    ask("addresses", () -> locate(record.spec()));
    log.info("rehearsed", Map.of("moves", decision.moves()));
  }

  /** Nothing is to be done: connections that were open have run out by their time. */
  @Override
  public void afterRestore(Context<? extends Resource> context) {}

  /** The owner's service has failed too often, so the group moves. */
  private Decision decide(ClusterRecord record) {
    Map<String, NodeReading> readings = new HashMap<>();
    Instant then = Instant.EPOCH;
    for (String file : BEATS) {
      Beat beat = read(file, Beat.class);
      readings.put(beat.node(), new NodeReading.Heard(beat, null));
      then = beat.sent();
    }
    Evidence evidence = new Evidence(record, readings, Map.of(), Duration.ZERO, then);
    return Controller.decide(
        new Snapshot(
            evidence,
            Map.of(),
            Map.of(),
            Set.of(),
            Map.of(),
            null,
            Map.of(),
            ports.addresses().lateBound()));
  }

  private void locate(ClusterSpec spec) {
    for (GroupSpec group : spec.groups()) {
      ports.addresses().locate(spec, group.addresses());
    }
  }

  private void ask(String what, Runnable question) {
    try {
      question.run();
    } catch (CloudUnavailable e) {
      log.info("not-rehearsed", Map.of("what", what, "detail", String.valueOf(e.getMessage())));
    }
  }

  private static <T> T read(String file, Class<T> type) {
    try (InputStream in = Rehearsal.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing in this jar");
      }
      return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedEvent e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }
}
