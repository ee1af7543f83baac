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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Texts, whole numbers and truth values, each only as what it is. Gson alone takes {@code "yes"}
 * for false, {@code 5} for a text, and within a tree {@code 1.5} for 1.
 */
final class StrictScalars implements TypeAdapterFactory {

  /** How a type is spelt in JSON, and read from the text of its token. */
  private record Spelling(JsonToken token, String called, Function<String, Object> parse) {}

  private static final Spelling TEXT = new Spelling(JsonToken.STRING, "a text", text -> text);
  private static final Spelling INT =
      new Spelling(JsonToken.NUMBER, "a whole number of 32 bits", Integer::valueOf);
  private static final Spelling LONG =
      new Spelling(JsonToken.NUMBER, "a whole number of 64 bits", Long::valueOf);
  private static final Map<Class<?>, Spelling> SPELLINGS =
      Map.of(
          String.class, TEXT,
          int.class, INT,
          Integer.class, INT,
          long.class, LONG,
          Long.class, LONG);

  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    Class<?> raw = type.getRawType();
    Spelling spelling = SPELLINGS.get(raw);
    if (spelling != null) {
      return adapter(gson.getDelegateAdapter(this, type), in -> scalar(in, spelling));
    }
    return raw == boolean.class || raw == Boolean.class
        ? adapter(gson.getDelegateAdapter(this, type), StrictScalars::truth)
        : null;
  }

  private interface Reading {
    Object from(JsonReader in) throws IOException;
  }

  private static <T> TypeAdapter<T> adapter(TypeAdapter<T> plain, Reading reading) {
    return new TypeAdapter<T>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        plain.write(out, value);
      }

      @Override
      @SuppressWarnings("unchecked")
      public T read(JsonReader in) throws IOException {
        return (T) reading.from(in);
      }
    }.nullSafe();
  }

  private static Object scalar(JsonReader in, Spelling spelling) throws IOException {
    String path = in.getPath();
    JsonToken found = in.peek();
    if (found != spelling.token) {
      throw new Misread(path, spelling.called + " was expected, not " + found);
    }
    String text = in.nextString();
    try {
      return spelling.parse.apply(text);
    } catch (NumberFormatException e) {
      throw new Misread(path, spelling.called + " was expected, not " + text, e);
    }
  }

  private static Object truth(JsonReader in) throws IOException {
    if (in.peek() != JsonToken.BOOLEAN) {
      throw new Misread(in.getPath(), "true or false was expected, not " + in.peek());
    }
    return in.nextBoolean();
  }
}
