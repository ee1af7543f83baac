package dev.handoff.events.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts, whole numbers and truth values, each only as what it is. Gson alone takes {@code "yes"}
 * for false and {@code 5} for a text.
 */
final class StrictScalars implements TypeAdapterFactory {

  private static final Map<Class<?>, JsonToken> TOKENS =
      Map.of(
          String.class, JsonToken.STRING,
          boolean.class, JsonToken.BOOLEAN,
          Boolean.class, JsonToken.BOOLEAN,
          int.class, JsonToken.NUMBER,
          Integer.class, JsonToken.NUMBER,
          long.class, JsonToken.NUMBER,
          Long.class, JsonToken.NUMBER);

  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    JsonToken token = TOKENS.get(type.getRawType());
    if (token == null) {
      return null;
    }
    TypeAdapter<T> plain = gson.getDelegateAdapter(this, type);
    return new TypeAdapter<T>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        plain.write(out, value);
      }

      @Override
      public T read(JsonReader in) throws IOException {
        if (in.peek() != token) {
          String wrong = expected(token) + " was expected, not " + in.peek();
          throw new Misread(in.getPath(), wrong);
        }
        String path = in.getPath();
        try {
          return plain.read(in);
        } catch (RuntimeException e) {
          throw new Misread(path, "a whole number in range was expected", e);
        }
      }
    }.nullSafe();
  }

  private static String expected(JsonToken token) {
    return switch (token) {
      case STRING -> "a text";
      case BOOLEAN -> "true or false";
      case NUMBER -> "a whole number";
      default -> throw new IllegalStateException("no scalar is a " + token);
    };
  }
}
