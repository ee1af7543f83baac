package dev.handoff.events.json;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
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
  private record Part(
      String name,
      Method accessor,
      TypeAdapter<Object> adapter,
      boolean required,
      boolean isList,
      boolean isMap) {

    @SuppressWarnings("unchecked") // What the accessor returns is of the component's type.
    static Part of(RecordComponent component, Gson gson) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return new Part(
          component.getName(),
          accessor,
          (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(component.getGenericType())),
          !component.getAnnotatedType().isAnnotationPresent(Nullable.class),
          component.getType() == List.class,
          component.getType() == Map.class);
    }

    void write(JsonWriter out, Object whole) throws IOException {
      Object value = valueIn(whole);
      if (value != null && !isEmpty(value)) {
        out.name(name);
        adapter.write(out, value);
      }
    }

    private static boolean isEmpty(Object value) {
      return switch (value) {
        case Collection<?> list -> list.isEmpty();
        case Map<?, ?> map -> map.isEmpty();
        default -> false;
      };
    }

    private @Nullable Object valueIn(Object whole) {
      try {
        return accessor.invoke(whole);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(accessor + " cannot be asked", e);
      }
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
    return new RecordAdapter<>(
        gson.getDelegateAdapter(this, type),
        gson.getAdapter(JsonElement.class),
        Arrays.stream(raw.getRecordComponents()).map(part -> Part.of(part, gson)).toList());
  }

  /**
   * Writes straight through, member by member: a tree for each record would be copied once for each
   * record that it stands in, and a beat is written every second.
   */
  static final class RecordAdapter<T> extends TypeAdapter<T> {
    private final TypeAdapter<T> plain;
    private final TypeAdapter<JsonElement> tree;
    private final List<Part> parts;

    private RecordAdapter(TypeAdapter<T> plain, TypeAdapter<JsonElement> tree, List<Part> parts) {
      this.plain = plain;
      this.tree = tree;
      this.parts = parts;
    }

    @Override
    public void write(JsonWriter out, @Nullable T value) throws IOException {
      if (value == null) {
        out.nullValue();
        return;
      }
      out.beginObject();
      writeMembers(out, value);
      out.endObject();
    }

    /** For whoever has begun the object with members of its own. */
    void writeMembers(JsonWriter out, T value) throws IOException {
      for (Part part : parts) {
        part.write(out, value);
      }
    }

    @Override
    public @Nullable T read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return null;
      }
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
  }
}
