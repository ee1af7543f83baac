package dev.handoff.events.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Enums in kebab case; a constant that is not known is an error, where Gson would give null. */
final class KebabEnums implements TypeAdapterFactory {

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<? super T> raw = type.getRawType();
    if (!raw.isEnum()) {
      return null;
    }
    Map<String, T> constants = new LinkedHashMap<>();
    for (Object constant : raw.getEnumConstants()) {
      constants.put(Kebab.of((Enum<?>) constant), (T) constant);
    }
    return new TypeAdapter<T>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        out.value(Kebab.of((Enum<?>) value));
      }

      @Override
      public T read(JsonReader in) throws IOException {
        String path = in.getPath();
        String name = in.nextString();
        T constant = constants.get(name);
        if (constant == null) {
          throw new Misread(path, "'" + name + "' is none of " + constants.keySet());
        }
        return constant;
      }
    }.nullSafe();
  }
}
