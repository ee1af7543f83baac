package dev.handoff.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.handoff.aws.Event.StreamRecord;
import dev.handoff.controller.Trigger;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.dispatch.Dispatcher;
import dev.handoff.dispatch.EvaluationsFailed;
import dev.handoff.dispatch.EventLog;
import dev.handoff.events.Beat;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers Lambda's events. */
record Responder(Dispatcher dispatcher) {

  /**
   * Answers one event.
   *
   * @return JSON for whoever invoked the function
   * @throws CloudUnavailable if the clusters cannot be listed
   * @throws EvaluationsFailed if the schedule came to clusters that could not be evaluated
   */
  String answer(Event event, EventLog log) {
    return switch (event) {
      case Event.Schedule _ -> dispatcher.schedule(log);
      case Event.Beats beats -> beats(beats.records(), log);
      case Event.Operator(var asked) -> dispatcher.operate(asked, log);
      case Event.Doctor _ -> dispatcher.checkup(log);
    };
  }

  /** Records of one cluster are one reason to look at it, however many they are. */
  private String beats(List<StreamRecord> records, EventLog log) {
    Map<String, List<String>> idsByCluster = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    for (StreamRecord record : records) {
      if (record.id().isEmpty()) {
        failed.add("");
        log.error("bad-record", Map.of("detail", "a record without dynamodb.SequenceNumber"));
        continue;
      }
      if (!record.isUrgentBeat()) {
        continue;
      }
      try {
        Beat beat = Json.read(record.beat(), Beat.class);
        idsByCluster.computeIfAbsent(beat.cluster(), c -> new ArrayList<>()).add(record.id());
      } catch (MalformedEvent e) {
        failed.add(record.id());
        log.error(
            "bad-record", Map.of("record", record.id(), "detail", String.valueOf(e.getMessage())));
      }
    }
    dispatcher
        .evaluate(idsByCluster.keySet(), Trigger.BEAT, log)
        .failures()
        .keySet()
        .forEach(cluster -> failed.addAll(idsByCluster.getOrDefault(cluster, List.of())));
    return batchItemFailures(failed);
  }

  /** Lambda repeats these, and in the end puts them into the queue for what went wrong. */
  private static String batchItemFailures(List<String> ids) {
    JsonArray failures = new JsonArray();
    for (String id : ids) {
      JsonObject failure = new JsonObject();
      failure.addProperty("itemIdentifier", id);
      failures.add(failure);
    }
    JsonObject reply = new JsonObject();
    reply.add("batchItemFailures", failures);
    return reply.toString();
  }
}
