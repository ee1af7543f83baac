package dev.handoff.console.cib;

import dev.handoff.console.pacemaker.Draft;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets of name/value pairs as they were configured. */
final class ConfiguredSets {

  private final References references;
  private final Draft draft;

  ConfiguredSets(References references, Draft draft) {
    this.references = references;
    this.draft = draft;
  }

  /** The pairs of all sets of that name; a set of higher score wins, among equals the later. */
  Settings settings(Element parent, String setName) throws Malformed {
    List<Element> sets = new ArrayList<>();
    for (Element child : parent.children(setName)) {
      Element set = resolved(child);
      if (set.child("rule") == null) {
        sets.addFirst(set);
      } else {
        draft.unread(
            child.line(),
            "<%s id=\"%s\">, which depends on a rule".formatted(setName, set.get("id", "")),
            "settings hold always");
      }
    }
    Map<Element, Integer> ranks = new LinkedHashMap<>();
    for (Element set : sets) {
      ranks.put(set, rank(set));
    }
    sets.sort(Comparator.comparingInt((Element set) -> -ranks.getOrDefault(set, 0)));
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (Element set : sets) {
      collect(set, settings);
    }
    return new Settings(settings);
  }

  private static int rank(Element set) throws Malformed {
    // This one decides about the cluster's properties, whatever others say.
    if ("cib-bootstrap-options".equals(set.get("id"))) {
      return Integer.MAX_VALUE;
    }
    try {
      return Values.score(set.name(), set.get("score")).value();
    } catch (InvalidCib e) {
      throw new Malformed(set.line(), 0, String.valueOf(e.getMessage()));
    }
  }

  private void collect(Element set, Map<String, Setting> into) throws Malformed {
    Element nested = set.child("attributes");
    for (Element pair : (nested == null ? set : nested).children("nvpair")) {
      Element target = resolved(pair);
      String name = pair.get("name", target.get("name", ""));
      @Nullable String value = target.get("value");
      if (name.isEmpty()) {
        throw new Malformed(pair.line(), 0, "<nvpair> without a name");
      }
      if (value != null) {
        into.putIfAbsent(name, new Setting(value, pair.line()));
      }
    }
  }

  /** Notes the children that nobody reads. */
  void leaveOthers(Element element, String what, String... read) throws Malformed {
    Set<String> known = Set.of(read);
    for (Element child : element.children()) {
      if (child.is("utilization")) {
        draft.unread(child.line(), what + ": utilization", "nodes are not counted by capacity");
      } else if (!known.contains(child.name())) {
        draft.unread(child.line(), what + ": <" + child.name() + ">", "not known here");
      }
    }
    if (element.get("description") != null) {
      draft.unread(element.line(), what + ": its description", "write it as a comment");
    }
  }

  Element resolved(Element element) throws Malformed {
    return resolved(references, element);
  }

  static Element resolved(References references, Element element) throws Malformed {
    try {
      return references.resolve(element);
    } catch (InvalidCib e) {
      throw new Malformed(element.line(), 0, String.valueOf(e.getMessage()));
    }
  }

  /** An attribute that must be there. */
  static String required(Element element, String attribute) throws Malformed {
    String value = element.get(attribute);
    if (value == null || value.isEmpty()) {
      throw new Malformed(element.line(), 0, "<%s> has no %s".formatted(element.name(), attribute));
    }
    return value;
  }
}
