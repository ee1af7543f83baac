package dev.handoff.console.status;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.Kebab;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a journal somebody wants to see.
 *
 * @param names of a group and its members; empty: of whatever group
 * @param node null: of whatever node
 * @param kinds as {@link #allKinds()} has them; empty: of whatever kind
 * @param since null: from the beginning
 */
public record JournalFilter(
    Set<String> names, @Nullable String node, Set<String> kinds, @Nullable Instant since) {

  private static final Set<String> GROUPS = Set.of("group", "resource", "target");
  private static final Set<String> NODES = Set.of("node", "from", "to", "goesTo");

  public JournalFilter {
    names = Set.copyOf(names);
    kinds = Set.copyOf(kinds);
  }

  /** What can happen, as JSON and {@code --kind} call it. */
  public static List<String> allKinds() {
    return Arrays.stream(Happening.class.getPermittedSubclasses()).map(Kebab::of).sorted().toList();
  }

  /** Whether everything is wanted. */
  public boolean isEmpty() {
    return names.isEmpty() && node == null && kinds.isEmpty() && since == null;
  }

  /** Whether an entry is wanted. */
  public boolean admits(JournalEntry entry) {
    JsonObject happening =
        JsonParser.parseString(Json.write(entry.happening(), Happening.class)).getAsJsonObject();
    return (since == null || !entry.at().isBefore(since))
        && (kinds.isEmpty() || kinds.contains(happening.get("type").getAsString()))
        && (names.isEmpty() || mentions(happening, GROUPS, names))
        && (node == null || mentions(happening, NODES, Set.of(node)));
  }

  /** Whether a member of one of these names, at any depth, has one of these values. */
  private static boolean mentions(JsonObject object, Set<String> members, Set<String> values) {
    for (var member : object.entrySet()) {
      JsonElement value = member.getValue();
      boolean is =
          members.contains(member.getKey())
              && value.isJsonPrimitive()
              && values.contains(value.getAsString());
      if (is || (value.isJsonObject() && mentions(value.getAsJsonObject(), members, values))) {
        return true;
      }
    }
    return false;
  }
}
