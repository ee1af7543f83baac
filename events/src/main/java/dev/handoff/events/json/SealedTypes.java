package dev.handoff.events.json;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sealed interfaces as objects whose first member, {@code "type"}, names the variant. The variant
 * itself writes it, because Gson prefers the adapter of a value's own class to that of the field or
 * list that it stands in.
 */
final class SealedTypes implements TypeAdapterFactory {

  static final String TAG = "type";

  private static final int MOST_NAMED = 16;

  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<? super T> raw = type.getRawType();
    if (raw.isInterface() && raw.isSealed()) {
      return sealed(gson, raw);
    }
    return null;
  }

  /** What a variant is called in its {@link #TAG}; null: the record is no variant. */
  static @Nullable String tagOf(Class<?> record) {
    if (Arrays.stream(record.getInterfaces()).noneMatch(Class::isSealed)) {
      return null;
    }
    refuseComponentCalledLikeTheTag(record);
    return Kebab.of(record);
  }

  private static void refuseComponentCalledLikeTheTag(Class<?> variant) {
    for (RecordComponent component : variant.getRecordComponents()) {
      if (component.getName().equals(TAG)) {
        throw new IllegalStateException(component + " would overwrite the name of its variant");
      }
    }
  }

  private static <T> TypeAdapter<T> sealed(Gson gson, Class<? super T> raw) {
    Map<String, TypeAdapter<?>> byTag = new LinkedHashMap<>();
    collect(gson, raw, byTag);
    TypeAdapter<JsonElement> tree = gson.getAdapter(JsonElement.class);
    return new TypeAdapter<T>() {
      @Override
      @SuppressWarnings("unchecked")
      public void write(JsonWriter out, T value) throws IOException {
        gson.getAdapter((Class<T>) value.getClass()).write(out, value);
      }

      @Override
      @SuppressWarnings("unchecked")
      public T read(JsonReader in) throws IOException {
        String path = in.getPath();
        if (!(tree.read(in) instanceof JsonObject object)
            || !(object.get(TAG) instanceof JsonPrimitive tag)) {
          throw new Misread(path, "an object with a \"" + TAG + "\" was expected");
        }
        TypeAdapter<?> variant = byTag.get(tag.getAsString());
        if (variant == null) {
          throw new Misread(path, tag + " is " + whatElse(raw, byTag));
        }
        try {
          return (T) variant.fromJsonTree(object);
        } catch (RuntimeException e) {
          throw Misread.within(path, e);
        }
      }
    }.nullSafe();
  }

  /** A message has no room for the names of very many variants, and the place must not be lost. */
  private static String whatElse(Class<?> sealed, Map<String, ?> byTag) {
    return byTag.size() > MOST_NAMED
        ? "no " + sealed.getSimpleName()
        : "none of " + new TreeSet<>(byTag.keySet());
  }

  private static void collect(Gson gson, Class<?> sealed, Map<String, TypeAdapter<?>> byTag) {
    for (Class<?> variant : sealed.getPermittedSubclasses()) {
      if (variant.isSealed()) {
        collect(gson, variant, byTag);
      } else {
        TypeAdapter<?> taken = byTag.put(Kebab.of(variant), new Lazily<>(gson, variant));
        if (taken != null) {
          throw new IllegalStateException("two variants are called " + Kebab.of(variant));
        }
      }
    }
  }

  /** Breaks the circle of a variant that contains its own sealed type. */
  private static final class Lazily<V> extends TypeAdapter<V> {
    private final Gson gson;
    private final Class<V> variant;

    Lazily(Gson gson, Class<V> variant) {
      this.gson = gson;
      this.variant = variant;
    }

    @Override
    public void write(JsonWriter out, V value) throws IOException {
      gson.getAdapter(variant).write(out, value);
    }

    @Override
    public V read(JsonReader in) throws IOException {
      return gson.getAdapter(variant).read(in);
    }
  }
}
