package dev.handoff.events.fuzz;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Damage that leaves JSON JSON, or nearly: what only a reader of the meaning can refuse. */
final class JsonMutations {

  private static final String HOLE = "@@hole@@";
  private static final int DEEPEST = 10_000;
  private static final int MOST_COPIES = 2_000;

  private final SplittableRandom random;

  JsonMutations(SplittableRandom random) {
    this.random = random;
  }

  /** The text with one thing changed; the same text where it is no JSON object or array. */
  String mutate(String json) {
    JsonElement root;
    try {
      root = JsonParser.parseString(json);
    } catch (JsonParseException | StackOverflowError e) {
      return json;
    }
    List<JsonElement> containers = new ArrayList<>();
    collect(root, containers, 0);
    containers.removeIf(JsonMutations::isEmpty);
    if (containers.isEmpty()) {
      return json;
    }
    try {
      return switch (containers.get(random.nextInt(containers.size()))) {
        case JsonObject object -> object(root, object);
        case JsonArray array -> array(root, array);
        default -> json;
      };
    } catch (IllegalArgumentException e) {
      return json; // An earlier mutation has put a number there that Gson reads and cannot write.
    }
  }

  /** What cannot stand in a tree is put in its place at the end. */
  private static String written(JsonElement root, String raw) {
    return root.toString().replace("\"" + HOLE + "\"", raw);
  }

  private static boolean isEmpty(JsonElement container) {
    return container instanceof JsonObject object
        ? object.isEmpty()
        : container.getAsJsonArray().isEmpty();
  }

  private static void collect(JsonElement element, List<JsonElement> containers, int depth) {
    if (depth > 50) {
      return;
    }
    if (element instanceof JsonObject object) {
      containers.add(object);
      object.asMap().values().forEach(child -> collect(child, containers, depth + 1));
    } else if (element instanceof JsonArray array) {
      containers.add(array);
      array.forEach(child -> collect(child, containers, depth + 1));
    }
  }

  private String object(JsonElement root, JsonObject object) {
    String raw = Nasty.number(random);
    List<String> keys = List.copyOf(object.keySet());
    String key = keys.get(random.nextInt(keys.size()));
    JsonElement old = object.get(key);
    switch (random.nextInt(7)) {
      case 0 -> object.remove(key);
      case 1 -> object.add(Nasty.text(random), old);
      case 2 -> object.add(keys.get(random.nextInt(keys.size())), old.deepCopy());
      case 3 -> {
        String quoted = new JsonPrimitive(key) + ":";
        return written(root, raw).replace(quoted, quoted + nastyValue() + "," + quoted);
      }
      case 4 -> {
        object.addProperty(key, HOLE);
        int depth = random.nextInt(1, DEEPEST);
        return written(root, "[".repeat(depth) + "]".repeat(depth));
      }
      default -> object.add(key, nastyValue());
    }
    return written(root, raw);
  }

  private String array(JsonElement root, JsonArray array) {
    String raw = Nasty.number(random);
    int at = random.nextInt(array.size());
    switch (random.nextInt(4)) {
      case 0 -> array.remove(at);
      case 1 -> {
        JsonElement copied = array.get(at);
        int copies = random.nextInt(8) == 0 ? random.nextInt(MOST_COPIES) : random.nextInt(1, 4);
        for (int i = 0; i < copies; i++) {
          array.add(copied);
        }
      }
      default -> array.set(at, nastyValue());
    }
    return written(root, raw);
  }

  private JsonElement nastyValue() {
    return switch (random.nextInt(8)) {
      case 0 -> JsonNull.INSTANCE;
      case 1 -> new JsonArray();
      case 2 -> new JsonObject();
      case 3 -> new JsonPrimitive(random.nextInt(2) == 0);
      case 4, 5 -> new JsonPrimitive(HOLE);
      default -> new JsonPrimitive(Nasty.text(random));
    };
  }
}
