package dev.handoff.aws.local;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The filter that the SAM template sets on the stream of beats, which is the one that is deployed.
 * Knows of the rules what the template uses: every member of the pattern must be there, and be one
 * of the listed values.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Lambda's
 *     rules</a>
 */
final class StreamFilter {

  /** From the folder of a module, in which Maven runs its tests. */
  static final Path TEMPLATE = Path.of("..", "..", "infra", "sam", "template.yaml");

  private static final Pattern OF_BEATS =
      Pattern.compile("Pattern: '(\\{\"dynamodb\":.*})'", Pattern.MULTILINE);

  private final JsonObject pattern;

  StreamFilter(JsonObject pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads it from the template.
   *
   * @throws IOException if the template cannot be read
   * @throws IllegalStateException if there is not exactly one filter of a stream in it
   */
  static StreamFilter ofTemplate() throws IOException {
    Matcher found = OF_BEATS.matcher(Files.readString(TEMPLATE));
    if (!found.find()) {
      throw new IllegalStateException(TEMPLATE + " has no filter of a stream");
    }
    JsonObject pattern = JsonParser.parseString(found.group(1)).getAsJsonObject();
    if (found.find()) {
      throw new IllegalStateException(TEMPLATE + " has more than one filter of a stream");
    }
    return new StreamFilter(pattern);
  }

  /** Whether an event of the stream wakes the function. */
  boolean passes(JsonObject event) {
    return matches(pattern, event);
  }

  private static boolean matches(JsonObject pattern, JsonObject event) {
    return pattern.entrySet().stream()
        .allMatch(member -> {
          JsonElement there = event.get(member.getKey());
          JsonElement wanted = member.getValue();
          if (there == null) {
            return false;
          }
          return wanted.isJsonObject()
              ? there.isJsonObject() && matches(wanted.getAsJsonObject(), there.getAsJsonObject())
              : wanted.getAsJsonArray().contains(there);
        });
  }
}
