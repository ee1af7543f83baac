package dev.handoff.events.json;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
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
import org.jspecify.annotations.Nullable;

/** Refuses a record in which a component is missing that is not declared {@code @Nullable}. */
final class CompleteRecords implements TypeAdapterFactory {

  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<? super T> raw = type.getRawType();
    if (!raw.isRecord()) {
      return null;
    }
    TypeAdapter<T> plain = gson.getDelegateAdapter(this, type);
    List<RecordComponent> required =
        Arrays.stream(raw.getRecordComponents())
            .filter(component -> !component.getType().isPrimitive())
            .filter(c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
            .toList();
    return new TypeAdapter<T>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        plain.write(out, value);
      }

      @Override
      public T read(JsonReader in) throws IOException {
        T value = plain.read(in);
        if (value != null) {
          required.forEach(component -> requirePresent(value, component));
        }
        return value;
      }
    };
  }

  private static void requirePresent(Object record, RecordComponent component) {
    Object value;
    try {
      Method accessor = component.getAccessor();
      // Gson reads records that are private to their class as well.
      accessor.setAccessible(true);
      value = accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
    if (value == null) {
      throw new JsonParseException(
          Kebab.of(record.getClass()) + " without \"" + component.getName() + "\"");
    }
  }
}
