package dev.handoff.events.fuzz;

import dev.handoff.events.Alert;
import dev.handoff.events.Beat;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import java.util.List;

/** JSON of any type that travels: a value that travels on unchanged, or one plain short line. */
public final class JsonTarget implements Fuzz.Target {

  private static final int LONGEST_MESSAGE = 500;

  private static final List<Class<?>> TYPES =
      List.of(
          Beat.class,
          Orders.class,
          Plan.class,
          OperatorCommand.class,
          JournalEntry.class,
          ClusterSpec.class,
          Alert.class);

  @Override
  public void read(String json) throws Exception {
    for (Class<?> type : TYPES) {
      read(json, type);
    }
  }

  private static <T> void read(String json, Class<T> type) throws MalformedEvent {
    T value;
    try {
      value = Json.read(json, type);
    } catch (MalformedEvent e) {
      String message = String.valueOf(e.getMessage());
      SpecTarget.require(message.length() <= LONGEST_MESSAGE, message.length() + " is short");
      SpecTarget.require(Nasty.isPlainLine(message), "a plain line: " + message);
      return;
    }
    T again = Json.read(Json.write(value, type), type);
    SpecTarget.require(again.equals(value), "it travels: " + again);
  }
}
