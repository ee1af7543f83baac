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
import java.lang.reflect.Method;
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
  private record Part(
      String name,
      Method accessor,
      TypeAdapter<Object> adapter,
      boolean required,
      boolean isList,
      boolean isMap) {

    @SuppressWarnings("unchecked")
    static Part of(RecordComponent component, Gson gson) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // Records may be nested in classes that hide them.
      return new Part(
          component.getName(),
          accessor,
          (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(component.getGenericType())),
          !component.getAnnotatedType().isAnnotationPresent(Nullable.class),
          component.getType() == List.class,
          component.getType() == Map.class);
    }

    /** Writes it unless there is nothing to write. */
    void write(JsonWriter out, Object value) throws IOException {
      Object member;
      try {
        member = accessor.invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the accessor " + accessor + " cannot be called", e);
      }
      if (member != null && !isEmpty(member)) {
        out.name(name);
        adapter.write(out, member);
      }
    }

    private static boolean isEmpty(Object member) {
      return switch (member) {
        case List<?> list -> list.isEmpty();
        case Map<?, ?> map -> map.isEmpty();
        default -> false;
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
    List<Part> parts =
        Arrays.stream(raw.getRecordComponents()).map(part -> Part.of(part, gson)).toList();
    String tag = SealedTypes.tagOf(raw);
    return new TypeAdapter<T>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        out.beginObject();
        if (tag != null) {
          out.name(SealedTypes.TAG).value(tag);
        }
        for (Part part : parts) {
          part.write(out, value);
        }
        out.endObject();
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
