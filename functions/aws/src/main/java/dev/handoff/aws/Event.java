package dev.handoff.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
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

  /**
   * The command line, for an operator.
   *
   * @param by who that is, for the log
   */
  record Operation(String cluster, String by, OperatorCommand command) implements Event {}

  /** An operator's event that cannot be carried out as it stands. */
  record BadOperation(String why) implements Event {}

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
    JsonObject event;
    try {
      event = JsonParser.parseString(json).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new MalformedEvent("the event is no JSON object: " + e.getMessage(), e);
    }
    if (event.get("Records") instanceof JsonArray records) {
      return beats(records);
    }
    if (event.has("operator")) {
      return operation(event.get("operator"));
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

  private static Event operation(JsonElement element) {
    if (!(element instanceof JsonObject body)) {
      return new BadOperation("\"operator\" must be an object of cluster, by and command");
    }
    String cluster = text(body, "cluster");
    String by = text(body, "by");
    if (cluster.isEmpty() || by.isEmpty() || !body.has("command")) {
      return new BadOperation("\"operator\" needs \"cluster\", \"by\" and \"command\"");
    }
    try {
      OperatorCommand command = Json.read(body.get("command").toString(), OperatorCommand.class);
      return new Operation(cluster, by, command);
    } catch (MalformedEvent e) {
      return new BadOperation("the command cannot be read: " + e.getMessage());
    }
  }

  private static JsonObject object(JsonElement parent, String member) {
    return parent instanceof JsonObject object && object.get(member) instanceof JsonObject child
        ? child
        : new JsonObject();
  }

  private static String text(JsonObject parent, String member) {
    JsonElement value = parent.get(member);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }
}
