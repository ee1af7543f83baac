package dev.handoff.events.json;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a record in which a component is missing that is not declared {@code @Nullable}, numbers
 * and truth values included: Gson would take an epoch that is not there for zero. Null has no place
 * in lists and maps either. Only lists and maps may be missing: empty ones are left out, because
 * every byte of a beat is written every second or two.
 */
final class CompleteRecords implements TypeAdapterFactory {

  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<? super T> raw = type.getRawType();
    if (!raw.isRecord()) {
      return null;
    }
    TypeAdapter<T> plain = gson.getDelegateAdapter(this, type);
    TypeAdapter<JsonElement> tree = gson.getAdapter(JsonElement.class);
    List<RecordComponent> components = List.of(raw.getRecordComponents());
    return new TypeAdapter<T>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        JsonObject object = plain.toJsonTree(value).getAsJsonObject();
        components.stream()
            .filter(component -> isEmpty(component, object))
            .forEach(component -> object.remove(component.getName()));
        tree.write(out, object);
      }

      @Override
      public T read(JsonReader in) throws IOException {
        String path = in.getPath();
        if (!(tree.read(in) instanceof JsonObject object)) {
          throw new Misread(path, "an object was expected");
        }
        try {
          components.forEach(component -> complete(component, object));
          return plain.fromJsonTree(object);
        } catch (RuntimeException e) {
          throw Misread.within(path, e);
        }
      }
    }.nullSafe();
  }

  private static boolean isEmpty(RecordComponent component, JsonObject object) {
    return switch (object.get(component.getName())) {
      case JsonArray list -> list.isEmpty();
      case JsonObject map -> component.getType() == Map.class && map.isEmpty();
      case null, default -> false;
    };
  }

  /** Puts back what was left out because it was empty, and refuses what else is missing. */
  private static void complete(RecordComponent component, JsonObject object) {
    String name = component.getName();
    JsonElement member = object.get(name);
    boolean required = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    if (member == null && required && component.getType() == List.class) {
      object.add(name, new JsonArray());
    } else if (member == null && required && component.getType() == Map.class) {
      object.add(name, new JsonObject());
    } else if (required && (member == null || member.isJsonNull())) {
      throw new Misread("$." + name, "nothing where something must be");
    } else if (member instanceof JsonArray list) {
      requireNoNull(name, list);
    } else if (member instanceof JsonObject map && component.getType() == Map.class) {
      requireNoNull(name, map.asMap().values());
    }
  }

  private static void requireNoNull(String name, Iterable<JsonElement> elements) {
    for (JsonElement element : elements) {
      if (element.isJsonNull()) {
        throw new Misread("$." + name, "null among the elements");
      }
    }
  }
}
