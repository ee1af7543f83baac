package dev.handoff.events.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
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
    return raw.isRecord() ? new RecordAdapter<>(gson, raw) : null;
  }

  /** What has to be known of a component; looked up once, because reflection is slow. */
  private record Part(
      int index,
      String name,
      Method accessor,
      TypeAdapter<Object> adapter,
      boolean required,
      boolean isList,
      boolean isMap) {

    @SuppressWarnings("unchecked") // What the accessor returns is of the component's type.
    static Part of(int index, RecordComponent component, Gson gson) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // Records may be nested in classes that hide them.
      return new Part(
          index,
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

    /** Refuses null in the place of what is required, and among the elements of lists and maps. */
    @Nullable Object read(JsonReader in, String path) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        if (required) {
          throw new Misread(path + "." + name, "nothing where something must be");
        }
        return null;
      }
      Object value = adapter.read(in);
      boolean holed =
          switch (value) {
            case List<?> list -> hasNull(list);
            case Map<?, ?> map -> hasNull(map.values());
            case null, default -> false;
          };
      if (holed) {
        throw new Misread(path + "." + name, "null among the elements");
      }
      return value;
    }

    private static boolean hasNull(Collection<?> elements) {
      for (Object element : elements) {
        if (element == null) {
          return true;
        }
      }
      return false;
    }

    /** Puts back what was left out because it was empty, and refuses what else is missing. */
    @Nullable Object absent(String path) {
      if (!required) {
        return null;
      }
      if (isList) {
        return List.of();
      }
      if (isMap) {
        return Map.of();
      }
      throw new Misread(path + "." + name, "nothing where something must be");
    }
  }

  /**
   * Reads and writes member by member. Gson's own adapter would need a tree of each record to tell
   * what is missing, copied once for each record that it stands in.
   */
  private static final class RecordAdapter<T> extends TypeAdapter<T> {
    private final Constructor<?> constructor;
    private final @Nullable String tag;
    private final List<Part> parts;
    private final Map<String, Part> byName = new HashMap<>();

    private RecordAdapter(Gson gson, Class<? super T> raw) {
      RecordComponent[] components = raw.getRecordComponents();
      Part[] all = new Part[components.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = Part.of(i, components[i], gson);
        byName.put(all[i].name(), all[i]);
      }
      parts = List.of(all);
      constructor = canonical(raw, components);
      tag = SealedTypes.tagOf(raw);
    }

    private static Constructor<?> canonical(Class<?> raw, RecordComponent[] components) {
      try {
        Constructor<?> found =
            raw.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        found.setAccessible(true);
        return found;
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("every record has its canonical constructor", e);
      }
    }

    @Override
    public void write(JsonWriter out, @Nullable T value) throws IOException {
      if (value == null) {
        out.nullValue();
        return;
      }
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
    public @Nullable T read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return null;
      }
      String path = in.getPath();
      if (in.peek() != JsonToken.BEGIN_OBJECT) {
        throw new Misread(path, "an object was expected");
      }
      return made(members(in, path), path);
    }

    private @Nullable Object[] members(JsonReader in, String path) throws IOException {
      @Nullable Object[] values = new Object[parts.size()];
      boolean[] seen = new boolean[values.length];
      in.beginObject();
      while (in.hasNext()) {
        Part part = byName.get(in.nextName());
        if (part == null) {
          in.skipValue();
        } else {
          values[part.index()] = part.read(in, path);
          seen[part.index()] = true;
        }
      }
      in.endObject();
      for (Part part : parts) {
        if (!seen[part.index()]) {
          values[part.index()] = part.absent(path);
        }
      }
      return values;
    }

    @SuppressWarnings("unchecked") // It is the constructor of T.
    private T made(@Nullable Object[] values, String path) {
      try {
        return (T) constructor.newInstance(values);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        throw new Misread(path, Misread.reason(e), e);
      }
    }
  }
}
