package dev.handoff.console.replay;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.status.JournalFilter;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.yaml.Problems;
import dev.handoff.events.yaml.Suggestion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A journal as {@code handoff history --json} writes it, one entry a line.
 *
 * @param file as messages call it
 * @param cluster null: an older export, which does not say
 */
public record JournalFile(Path file, @Nullable String cluster, List<Line> lines) {

  /** More than anybody's journal keeps, and no more than memory can bear. */
  private static final int MOST_LINES = 100_000;

  private static final String EXPORTED =
      "; a journal is what 'handoff history --json --limit 1000' writes";

  /**
   * One entry.
   *
   * @param number of the line in the file, from one
   */
  public record Line(int number, JournalEntry entry) {}

  public JournalFile {
    lines = List.copyOf(lines);
  }

  public List<JournalEntry> entries() {
    return lines.stream().map(Line::entry).toList();
  }

  /**
   * Reads a file.
   *
   * @throws BadInput if it cannot be read, a line of it is no entry of a journal, its lines are of
   *     several clusters, or it tells of no life of a cluster
   */
  public static JournalFile read(Path file) throws BadInput {
    Reading reading = new Reading(file);
    try (BufferedReader in = Files.newBufferedReader(file)) {
      int number = 0;
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        number++;
        if (!text.isBlank()) {
          reading.take(number, text);
        }
      }
    } catch (NoSuchFileException e) {
      throw new BadInput(file + ": there is no such file");
    } catch (CharacterCodingException e) {
      throw new BadInput(file + ": this is not UTF-8 text" + EXPORTED);
    } catch (IOException e) {
      throw new BadInput(file + ": it cannot be read: " + e);
    }
    return reading.end();
  }

  /** A file that is being read. */
  private static final class Reading {
    private final Path file;
    private final List<Line> lines = new ArrayList<>();
    private @Nullable String cluster;

    Reading(Path file) {
      this.file = file;
    }

    void take(int number, String text) throws BadInput {
      if (lines.size() >= MOST_LINES) {
        throw wrong(number, "more than " + MOST_LINES + " entries");
      }
      JsonObject object = object(number, text);
      String of = text(object, "cluster");
      if (of != null && cluster != null && !of.equals(cluster)) {
        throw wrong(number, "an entry of cluster %s among those of %s".formatted(of, cluster));
      }
      cluster = of == null ? cluster : of;
      lines.add(new Line(number, entry(number, object, of == null ? "" : of)));
    }

    JournalFile end() throws BadInput {
      if (lines.isEmpty()) {
        throw new BadInput(file + ": it has no entries" + EXPORTED);
      }
      if (lines.stream()
          .allMatch(line -> line.entry().happening() instanceof Happening.ClusterDestroyed)) {
        throw new BadInput(file + ": it only tells of the cluster's end" + EXPORTED);
      }
      return new JournalFile(file, cluster, lines);
    }

    private JsonObject object(int number, String text) throws BadInput {
      if (text.length() > Json.MAX_CHARS) {
        throw wrong(number, "a line of " + text.length() + " characters");
      }
      try {
        if (JsonParser.parseString(text) instanceof JsonObject object) {
          return object;
        }
      } catch (JsonParseException | StackOverflowError e) {
        // Said below, in words that do not name a library.
      }
      throw wrong(number, "this is no JSON object" + EXPORTED);
    }

    private JournalEntry entry(int number, JsonObject object, String of) throws BadInput {
      Instant at = moment(number, object);
      JsonElement counted = object.get("number");
      String kind = text(object, "event");
      if (kind == null || !(counted instanceof JsonPrimitive count) || !count.isNumber()) {
        throw wrong(number, "\"event\" or \"number\" is missing" + EXPORTED);
      }
      if (!JournalFilter.allKinds().contains(kind)) {
        throw wrong(
            number,
            "a journal has no event %s: %s"
                .formatted(
                    Problems.quoted(kind), Suggestion.instead(kind, JournalFilter.allKinds())));
      }
      object.addProperty("type", kind);
      try {
        return new JournalEntry(
            of, count.getAsLong(), at, Json.read(object.toString(), Happening.class));
      } catch (MalformedEvent | NumberFormatException e) {
        throw wrong(number, "this is no entry of a journal: " + e.getMessage());
      }
    }

    private Instant moment(int number, JsonObject object) throws BadInput {
      String at = text(object, "at");
      if (at == null) {
        throw wrong(number, "\"at\" is missing" + EXPORTED);
      }
      try {
        return Instant.parse(at);
      } catch (DateTimeParseException e) {
        throw wrong(
            number,
            "\"at\" is " + Problems.quoted(at) + ", no moment such as 2026-01-31T12:00:00Z");
      }
    }

    private static @Nullable String text(JsonObject object, String member) {
      return object.get(member) instanceof JsonPrimitive value && value.isString()
          ? value.getAsString()
          : null;
    }

    private BadInput wrong(int number, String what) {
      return new BadInput(file + ":" + number + ": " + what);
    }
  }
}
