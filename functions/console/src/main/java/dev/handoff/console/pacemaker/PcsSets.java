package dev.handoff.console.pacemaker;

import dev.handoff.console.pacemaker.Constraint.Kind;
import dev.handoff.console.pacemaker.Constraint.OfSets;
import dev.handoff.console.pacemaker.Constraint.ResourceSet;
import dev.handoff.console.pacemaker.PcsPairs.Remarked;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads constraints of sets as {@code pcs config} prints them. */
final class PcsSets {

  private final Draft draft;

  PcsSets(Draft draft) {
    this.draft = draft;
  }

  /** {@code set A B sequential=false (id:x) set C (id:y) setoptions score=50 (id:z)}. */
  void inLines(PcsLine heading, Kind kind) throws Malformed {
    for (PcsLine line : heading.children()) {
      Remarked remarked = PcsPairs.remarked(line.text(), line.line());
      List<ResourceSet> sets = new ArrayList<>();
      Map<String, Setting> options = new LinkedHashMap<>();
      List<String> members = new ArrayList<>();
      Map<String, Setting> own = new LinkedHashMap<>();
      boolean ofSet = true;
      List<String> words = new ArrayList<>(PcsPairs.words(remarked.text(), line));
      words.add("set");
      for (String word : words) {
        if (word.equals("set") || word.equals("setoptions")) {
          if (!members.isEmpty()) {
            sets.add(new ResourceSet(members, new Settings(own)));
          }
          members.clear();
          own.clear();
          ofSet = word.equals("set");
        } else if (word.indexOf('=') > 0) {
          PcsPairs.collect(word, line, ofSet ? own : options);
        } else if (ofSet) {
          members.add(word);
        } else {
          throw line.misplaced("set name … setoptions name=value …");
        }
      }
      // All sets of a line, and the constraint itself, end with their ids.
      String text = line.text();
      int last = text.lastIndexOf("(id:");
      String id = last < 0 ? "" : text.substring(last + 4).replaceFirst("\\).*", "");
      add(line, id, kind, sets, options);
    }
  }

  /** A block with a heading and a part for each set. */
  void inBlock(PcsLine heading, Kind kind) throws Malformed {
    List<ResourceSet> sets = new ArrayList<>();
    Map<String, Setting> options = new LinkedHashMap<>();
    for (PcsLine child : heading.children()) {
      if (child.label().equals("Resource Set")) {
        sets.add(set(child));
      } else {
        PcsPairs.collect(child.text(), child, options);
      }
    }
    add(heading, heading.rest(), kind, sets, options);
  }

  private static ResourceSet set(PcsLine heading) throws Malformed {
    List<String> members = new ArrayList<>();
    Map<String, Setting> own = new LinkedHashMap<>();
    for (PcsLine child : heading.children()) {
      if (child.label().equals("Resources")) {
        for (String name : child.rest().split(",", -1)) {
          members.add(name.strip().replaceAll("^'|'$", ""));
        }
      } else {
        PcsPairs.collect(child.text(), child, own);
      }
    }
    return new ResourceSet(members, new Settings(own));
  }

  private void add(
      PcsLine line, String id, Kind kind, List<ResourceSet> sets, Map<String, Setting> options)
      throws Malformed {
    if (sets.stream().mapToInt(set -> set.members().size()).sum() < 2) {
      throw line.misplaced("a constraint of two resources or more");
    }
    draft.constraint(new OfSets(id, line.line(), kind, sets, new Settings(options)));
  }
}
