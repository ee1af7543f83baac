package dev.handoff.dispatch;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.handoff.events.json.MalformedEvent;
import org.jspecify.annotations.Nullable;

/** Reads events of others, of which nothing can be taken for granted. */
public final class EventJson {

  private EventJson() {}

  /**
   * An event as a whole.
   *
   * @throws MalformedEvent if it is no JSON object
   */
  public static JsonObject parse(String json) throws MalformedEvent {
    try {
      return JsonParser.parseString(json).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new MalformedEvent("the event is no JSON object: " + e.getMessage(), e);
    }
  }

  /** A member that is an object; an empty one if it is anything else, or not there. */
  public static JsonObject object(@Nullable JsonElement parent, String member) {
    return parent instanceof JsonObject object && object.get(member) instanceof JsonObject child
        ? child
        : new JsonObject();
  }

  /** A member that is a string or a number; empty if it is anything else, or not there. */
  public static String text(JsonObject parent, String member) {
    JsonElement value = parent.get(member);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }
}
