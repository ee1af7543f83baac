package dev.handoff.dispatch;

import static dev.handoff.dispatch.EventJson.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;

/** What the command line sends for an operator, as the member {@code operator} of an event. */
public sealed interface OperatorEvent {

  /**
   * A command.
   *
   * @param by who gives it, for the log
   */
  record Operation(String cluster, String by, OperatorCommand command) implements OperatorEvent {}

  /** It cannot be carried out as it stands. */
  record BadOperation(String why) implements OperatorEvent {}

  /** Reads the member. */
  static OperatorEvent parse(JsonElement element) {
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
}
