package dev.handoff.console.conversion;

import dev.handoff.events.yaml.Forms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ids of the configuration are called in the spec, where fewer characters are allowed, and
 * to which group each belongs.
 */
final class Names {

  private final Findings findings;
  private final Map<String, Named> byId = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, String> nodes = new HashMap<>();

  /**
   * A group or a member of one.
   *
   * @param name in the spec
   * @param group the spec's name of its group
   * @param place among the members of the group, from zero; -1: the group itself
   */
  record Named(String name, String group, int place) {}

  Names(Findings findings) {
    this.findings = findings;
  }

  /** A name for an id that has none, unlike all others. */
  String free(String id, int line) {
    String name = unique(fitted(id, Forms.NAME, "[^A-Za-z0-9_-]"), taken);
    tellRenamed(id, name, line);
    return name;
  }

  void put(String id, Named named) {
    byId.putIfAbsent(id, named);
  }

  /** What an id is called, or null if it is not in the spec. */
  @Nullable Named of(String id) {
    return byId.get(id);
  }

  String declareNode(String id, int line) {
    Set<String> others = new HashSet<>(nodes.values());
    String name = unique(fitted(id, Forms.NODE_NAME, "[^A-Za-z0-9._-]"), others);
    nodes.put(id, name);
    tellRenamed(id, name, line);
    return name;
  }

  @Nullable String node(String id) {
    return nodes.get(id);
  }

  private void tellRenamed(String id, String name, int line) {
    if (!name.equals(id)) {
      findings.changed(line, Words.shortened(id), "its name is now '" + name + "'");
    }
  }

  /** The text with as little changed as its form demands. */
  static String fitted(String id, Forms form, String foreign) {
    if (form.matches(id)) {
      return id;
    }
    String name = id.replaceAll(foreign, "-").replaceFirst("^[^A-Za-z0-9]+", "");
    String short63 = name.length() > 63 ? name.substring(0, 63) : name;
    return form.matches(short63) ? short63 : "unnamed";
  }

  private static String unique(String name, Set<String> taken) {
    String candidate = name;
    for (int i = 2; !taken.add(candidate); i++) {
      String suffix = "-" + i;
      candidate = name.substring(0, Math.min(name.length(), 63 - suffix.length())) + suffix;
    }
    return candidate;
  }
}
