package dev.handoff.console.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.story.Moments;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import dev.handoff.simulation.replay.Balance;
import dev.handoff.simulation.replay.Comparison;
import dev.handoff.simulation.replay.Comparison.Row;
import dev.handoff.simulation.replay.Comparison.Side;
import dev.handoff.simulation.replay.Occurrence;
import dev.handoff.simulation.replay.Past;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A comparison for scripts, one JSON object a line; {@code result} is the last. */
public final class ComparisonLines {

  private ComparisonLines() {}

  /**
   * The lines, without line ends.
   *
   * @param onlyChanged whether rows are left out in which both specs do the same
   */
  public static List<JsonObject> of(Past past, Comparison comparison, boolean onlyChanged) {
    List<JsonObject> lines = new ArrayList<>();
    comparison.rows().stream()
        .filter(row -> !onlyChanged || row.differs() || !row.isReproduced())
        .map(ComparisonLines::row)
        .forEach(lines::add);
    for (String gap : comparison.gaps()) {
      JsonObject line = event("gap", past.from());
      line.addProperty("detail", gap);
      lines.add(line);
    }
    lines.add(result(past, comparison));
    return lines;
  }

  private static JsonObject event(String name, Instant at) {
    JsonObject line = new JsonObject();
    line.addProperty("at", Moments.iso(at));
    line.addProperty("event", name);
    return line;
  }

  private static JsonObject row(Row row) {
    JsonObject line = event("occurrence", row.at());
    Occurrence occurrence = row.occurrence();
    if (occurrence == null) {
      line.addProperty("what", "nothing");
    } else {
      JsonObject what = object(Json.write(occurrence, Occurrence.class));
      line.add("what", what.remove("type"));
      what.remove("at");
      what.remove("gone");
      what.entrySet().forEach(member -> line.add(member.getKey(), member.getValue()));
    }
    line.add("recorded", side(row.recorded()));
    if (row.control() != null) {
      line.add("control", side(row.control()));
      line.addProperty("reproduced", row.isReproduced());
    }
    line.add("replayed", side(row.changed()));
    line.addProperty("differs", row.differs());
    return line;
  }

  private static JsonObject side(Side side) {
    JsonObject written = new JsonObject();
    JsonArray outcomes = new JsonArray();
    side.outcomes().stream().map(ComparisonLines::outcome).forEach(outcomes::add);
    written.add("outcomes", outcomes);
    if (side.refusal() != null) {
      written.addProperty("refused", side.refusal());
    }
    return written;
  }

  private static JsonObject outcome(JournalEntry entry) {
    JsonObject happening = object(Json.write(entry.happening(), Happening.class));
    JsonElement type = happening.remove("type");
    JsonObject line = event(type.getAsString(), entry.at());
    happening.entrySet().forEach(member -> line.add(member.getKey(), member.getValue()));
    return line;
  }

  private static JsonObject object(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }

  private static JsonObject result(Past past, Comparison comparison) {
    JsonObject line = event("result", past.to());
    line.addProperty("ok", true);
    line.addProperty("rows", comparison.rows().size());
    line.addProperty("differ", comparison.rows().stream().filter(Row::differs).count());
    line.add("recorded", balance(comparison.recorded()));
    Balance control = comparison.control();
    if (control != null) {
      line.addProperty("reproduced", comparison.rows().stream().filter(Row::isReproduced).count());
      line.add("control", balance(control));
    }
    line.add("replayed", balance(comparison.changed()));
    return line;
  }

  private static JsonObject balance(Balance balance) {
    JsonObject written = new JsonObject();
    written.addProperty("moves", balance.moves());
    written.addProperty("restarts", balance.restarts());
    written.addProperty("unserved-ms", balance.allUnserved().toMillis());
    JsonObject groups = new JsonObject();
    balance.unserved().forEach((group, time) -> groups.addProperty(group, time.toMillis()));
    written.add("unserved-ms-of", groups);
    JsonArray down = new JsonArray();
    balance.down().forEach(down::add);
    written.add("down-at-the-end", down);
    return written;
  }
}
