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
import java.util.Arrays;
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

  /** What has to be known of a component; looked up once, because reflection is slow. */
  private record Part(String name, boolean required, boolean isList, boolean isMap) {

    static Part of(RecordComponent component) {
      return new Part(
          component.getName(),
          !component.getAnnotatedType().isAnnotationPresent(Nullable.class),
          component.getType() == List.class,
          component.getType() == Map.class);
    }

    boolean isEmpty(JsonObject object) {
      return switch (object.get(name)) {
        case JsonArray list -> list.isEmpty();
        case JsonObject map -> isMap && map.isEmpty();
        case null, default -> false;
      };
    }

    /** Puts back what was left out because it was empty, and refuses what else is missing. */
    void complete(JsonObject object) {
      JsonElement member = object.get(name);
      if (member == null && required && isList) {
        object.add(name, new JsonArray());
      } else if (member == null && required && isMap) {
        object.add(name, new JsonObject());
      } else if (required && (member == null || member.isJsonNull())) {
        throw new Misread("$." + name, "nothing where something must be");
      } else if (member instanceof JsonArray list) {
        requireNoNull(list);
      } else if (member instanceof JsonObject map && isMap) {
        requireNoNull(map.asMap().values());
      }
    }

    private void requireNoNull(Iterable<JsonElement> elements) {
      for (JsonElement element : elements) {
        if (element.isJsonNull()) {
          throw new Misread("$." + name, "null among the elements");
        }
      }
    }
  }

  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<? super T> raw = type.getRawType();
    if (!raw.isRecord()) {
      return null;
    }
    TypeAdapter<T> plain = gson.getDelegateAdapter(this, type);
    TypeAdapter<JsonElement> tree = gson.getAdapter(JsonElement.class);
    List<Part> parts = Arrays.stream(raw.getRecordComponents()).map(Part::of).toList();
    return new TypeAdapter<T>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        JsonObject object = plain.toJsonTree(value).getAsJsonObject();
        for (Part part : parts) {
          if (part.isEmpty(object)) {
            object.remove(part.name());
          }
        }
        tree.write(out, object);
      }

      @Override
      public T read(JsonReader in) throws IOException {
        String path = in.getPath();
        if (!(tree.read(in) instanceof JsonObject object)) {
          throw new Misread(path, "an object was expected");
        }
        try {
          parts.forEach(part -> part.complete(object));
          return plain.fromJsonTree(object);
        } catch (RuntimeException e) {
          throw Misread.within(path, e);
        }
      }
    }.nullSafe();
  }
}
