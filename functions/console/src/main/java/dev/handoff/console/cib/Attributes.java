package dev.handoff.console.cib;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets of name/value pairs: those of higher score count first, among equals the later one. Sets
 * that depend on a rule are not supported.
 */
final class Attributes {

  private final References references;

  Attributes(References references) {
    this.references = references;
  }

  /**
   * Adds the pairs of an element's sets to those that are there already.
   *
   * @param overwrite whether a new value replaces an old one
   */
  void collect(
      @Nullable Element parent, String setName, boolean overwrite, Map<String, String> into)
      throws InvalidCib, UnsupportedCib {
    if (parent == null) {
      return;
    }
    for (Element set : sorted(parent, setName)) {
      if (set.child("rule") != null) {
        throw new UnsupportedCib("a rule in <%s id=\"%s\">".formatted(setName, set.id()));
      }
      Element list = set.child("attributes") == null ? set : set.child("attributes");
      collect(list == null ? set : list, overwrite, into);
    }
  }

  private void collect(Element list, boolean overwrite, Map<String, String> into)
      throws InvalidCib {
    for (Element pair : list.children("nvpair")) {
      Element target = references.resolve(pair);
      String name = pair.get("name") != null ? pair.get("name") : target.get("name");
      String value = target.get("value");
      if (name == null || value == null) {
        continue;
      }
      if (overwrite) {
        into.put(name, value);
      } else {
        into.putIfAbsent(name, value);
      }
    }
  }

  private List<Element> sorted(Element parent, String setName) throws InvalidCib {
    List<Element> sets = new ArrayList<>();
    Map<Element, Integer> scores = new LinkedHashMap<>();
    for (Element child : parent.children(setName)) {
      Element set = references.resolve(child);
      sets.addFirst(set);
      scores.put(set, Values.score(setName, set.get("score")).value());
    }
    sets.sort(Comparator.comparingInt((Element set) -> -scores.getOrDefault(set, 0)));
    return sets;
  }
}
