package dev.handoff.aws;

import static dev.handoff.dispatch.EventJson.object;
import static dev.handoff.dispatch.EventJson.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.handoff.dispatch.EventJson;
import dev.handoff.dispatch.OperatorEvent;
import dev.handoff.events.json.MalformedEvent;
import java.util.ArrayList;
import java.util.List;

/** What invokes the function. */
sealed interface Event {

  /** EventBridge Scheduler: look at every cluster. */
  record Schedule() implements Event {}

  /** The stream of the nodes' table. */
  record Beats(List<StreamRecord> records) implements Event {
    public Beats {
      records = List.copyOf(records);
    }
  }

  /** The command line, for an operator. */
  record Operator(OperatorEvent asked) implements Event {}

  /** {@code handoff doctor}: what is this function permitted? */
  record Doctor() implements Event {}

  /**
   * One change of a node's item.
   *
   * @param id the sequence number, by which a failure is reported; empty if there is none, and
   *     Lambda then takes the whole batch for failed, once the other records have been looked at
   * @param by who wrote it
   * @param beat the beat's JSON, empty if there is none
   */
  record StreamRecord(String id, String by, boolean urgent, String beat) {

    /** What the stream's filter lets through; anything else is none of ours. */
    boolean isUrgentBeat() {
      return urgent && by.equals("node");
    }
  }

  /**
   * Tells events apart.
   *
   * @throws MalformedEvent if it is none of them; the message says what was expected
   */
  static Event parse(String json) throws MalformedEvent {
    JsonObject event = EventJson.parse(json);
    if (event.get("Records") instanceof JsonArray records) {
      return beats(records);
    }
    if (event.has("operator")) {
      return new Operator(OperatorEvent.parse(event.get("operator")));
    }
    if (event.has("doctor")) {
      return new Doctor();
    }
    if (text(event, "source").startsWith("aws.") || event.has("schedule")) {
      return new Schedule();
    }
    throw new MalformedEvent(
        "neither a schedule's event (\"source\": \"aws.scheduler\"), nor a stream's (\"Records\"),"
            + " nor an operator's (\"operator\"), nor a check (\"doctor\"); it has "
            + event.keySet());
  }

  private static Event beats(JsonArray array) {
    List<StreamRecord> records = new ArrayList<>();
    for (JsonElement element : array) {
      JsonObject change = object(element, "dynamodb");
      JsonObject image = object(change, "NewImage");
      records.add(
          new StreamRecord(
              text(change, "SequenceNumber"),
              text(object(image, "by"), "S"),
              text(object(image, "urgent"), "S").equals("1"),
              text(object(image, "beat"), "S")));
    }
    return new Beats(records);
  }
}
