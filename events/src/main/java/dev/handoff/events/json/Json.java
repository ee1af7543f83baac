package dev.handoff.events.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.handoff.events.Lifetime;
import dev.handoff.events.spec.Score;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * The JSON of everything that travels. Records become objects, sealed types carry their variant as
 * {@code "type"} in kebab case, enums are written in kebab case, durations and instants as ISO-8601
 * text, scores as the spec writes them. Unknown members are ignored, so that a newer writer can
 * speak to an older reader. Null, empty lists and empty maps are left out; any other member that is
 * missing, and that its record does not declare {@code @Nullable}, is an error.
 */
public final class Json {

  /** No event is larger, and no larger one is read: a DynamoDB item ends at 400 KB. */
  public static final int MAX_CHARS = 1 << 20;

  private static final Gson GSON =
      new GsonBuilder()
          .setStrictness(Strictness.STRICT)
          .disableHtmlEscaping()
          .registerTypeAdapterFactory(new CompleteRecords())
          .registerTypeAdapterFactory(new SealedTypes())
          .registerTypeAdapterFactory(new KebabEnums())
          .registerTypeAdapterFactory(new StrictScalars())
          .registerTypeAdapter(Duration.class, text(Duration::parse))
          .registerTypeAdapter(Instant.class, text(Instant::parse))
          .registerTypeAdapter(Score.class, text(Json::score))
          .registerTypeAdapter(Lifetime.class, text(Lifetime::parse))
          .create();

  private Json() {}

  public static String write(Object value) {
    return GSON.toJson(value);
  }

  /** Writes a variant of a sealed type with its {@code "type"}. */
  public static <T> String write(T value, Class<T> sealedType) {
    return GSON.toJson(value, sealedType);
  }

  /**
   * Reads one event.
   *
   * @throws MalformedEvent if the text is too long, not JSON, or not a {@code type}
   */
  public static <T> T read(String json, Class<T> type) throws MalformedEvent {
    String what = type.getSimpleName();
    if (json.length() > MAX_CHARS) {
      throw new MalformedEvent(
          "not a " + what + ": " + json.length() + " characters, at most " + MAX_CHARS);
    }
    T value;
    try {
      value = GSON.fromJson(json, type);
    } catch (RuntimeException | StackOverflowError e) {
      // Gson reports bad input by several runtime exceptions, a record's own constructor by others.
      throw new MalformedEvent("not a " + what + ": " + Misread.reason(e), e);
    }
    if (value == null) {
      throw new MalformedEvent("not a " + what + ": empty");
    }
    return value;
  }

  private static Score score(String text) {
    return switch (text) {
      case "INFINITY" -> Score.INFINITY;
      case "-INFINITY" -> Score.MINUS_INFINITY;
      default -> new Score(Integer.parseInt(text));
    };
  }

  private static <T> TypeAdapter<T> text(Function<String, T> parse) {
    return new TypeAdapter<T>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        out.value(value.toString());
      }

      @Override
      public T read(JsonReader in) throws IOException {
        if (in.peek() != JsonToken.STRING) {
          throw new Misread(in.getPath(), "a text was expected");
        }
        String path = in.getPath();
        String text = in.nextString();
        try {
          return parse.apply(text);
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
          throw new Misread(path, "'" + text + "' cannot be read", e);
        }
      }
    }.nullSafe();
  }
}
