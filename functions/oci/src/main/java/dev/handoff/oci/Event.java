package dev.handoff.oci;

import static dev.handoff.dispatch.EventJson.object;
import static dev.handoff.dispatch.EventJson.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.handoff.controller.Trigger;
import dev.handoff.dispatch.EventJson;
import dev.handoff.dispatch.OperatorEvent;
import dev.handoff.events.Beat;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What invokes the function. */
sealed interface Event {

  /** Resource Scheduler, which says nothing, or an alarm: look at every cluster. */
  record Schedule() implements Event {}

  /**
   * Beacons call, by themselves or by Connector Hub: because they have something urgent to tell, or
   * because it is time to look again. What has happened the streams say: whoever may call the
   * function can make it look, and nothing else.
   *
   * @param clusters to be looked at
   * @param trigger whether for news, or because it is time
   * @param unreadable what is wrong with each message that is no beat
   */
  record Look(Set<String> clusters, Trigger trigger, List<String> unreadable) implements Event {
    public Look {
      clusters = Set.copyOf(clusters);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** The command line, for an operator. */
  record Operator(OperatorEvent asked) implements Event {}

  /** {@code handoff doctor}: what is this function permitted? */
  record Doctor() implements Event {}

  /**
   * Tells events apart.
   *
   * @throws MalformedEvent if it is none of them; the message says what was expected
   */
  static Event parse(String json) throws MalformedEvent {
    if (json.stripLeading().startsWith("[")) {
      return messages(json);
    }
    JsonObject event = json.isBlank() ? new JsonObject() : EventJson.parse(json);
    if (event.isEmpty()) {
      return new Schedule();
    }
    if (event.has("beat")) {
      return new Look(Set.of(cluster(event, "beat")), Trigger.BEAT, List.of());
    }
    if (event.has("tick")) {
      return new Look(Set.of(cluster(event, "tick")), Trigger.SCHEDULE, List.of());
    }
    if (event.has("operator")) {
      return new Operator(OperatorEvent.parse(event.get("operator")));
    }
    if (event.has("doctor")) {
      return new Doctor();
    }
    if (event.has("schedule") || event.get("alarmMetaData") instanceof JsonArray) {
      return new Schedule();
    }
    throw new MalformedEvent(
        "neither a beacon's call (\"beat\", \"tick\"), nor a schedule's (\"schedule\"), nor an alarm's message"
            + " (\"alarmMetaData\"), nor an operator's (\"operator\"), nor a check (\"doctor\"), nor"
            + " messages of a stream (an array); it has "
            + event.keySet());
  }

  private static String cluster(JsonObject event, String member) throws MalformedEvent {
    String cluster = text(object(event, member), "cluster");
    if (cluster.isEmpty()) {
      throw new MalformedEvent("\"" + member + "\" must name a \"cluster\"");
    }
    return cluster;
  }

  /**
   * A batch of Connector Hub: an array of objects with the message's {@code value} in base64.
   *
   * @see <a href="https://docs.oracle.com/en-us/iaas/Content/connector-hub/overview.htm">Connector
   *     Hub</a>
   */
  private static Event messages(String json) throws MalformedEvent {
    JsonArray array;
    try {
      array = JsonParser.parseString(json).getAsJsonArray();
    } catch (JsonParseException | IllegalStateException e) {
      throw new MalformedEvent("the event is no JSON array: " + e.getMessage(), e);
    }
    Set<String> clusters = new TreeSet<>();
    List<String> unreadable = new ArrayList<>();
    for (JsonElement message : array) {
      try {
        Beat beat = beat(message);
        if (beat.urgent()) {
          clusters.add(beat.cluster());
        }
      } catch (MalformedEvent e) {
        unreadable.add(String.valueOf(e.getMessage()));
      }
    }
    return new Look(clusters, Trigger.BEAT, unreadable);
  }

  private static Beat beat(JsonElement message) throws MalformedEvent {
    if (!(message instanceof JsonObject members)) {
      throw new MalformedEvent("a message of a stream must be an object");
    }
    try {
      byte[] value = Base64.getDecoder().decode(text(members, "value"));
      return Json.read(new String(value, StandardCharsets.UTF_8), Beat.class);
    } catch (IllegalArgumentException e) {
      throw new MalformedEvent("a message whose value is not base64: " + e.getMessage(), e);
    }
  }
}
