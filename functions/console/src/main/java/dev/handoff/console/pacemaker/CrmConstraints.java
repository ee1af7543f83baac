package dev.handoff.console.pacemaker;

import dev.handoff.console.pacemaker.Constraint.Colocation;
import dev.handoff.console.pacemaker.Constraint.Kind;
import dev.handoff.console.pacemaker.Constraint.Location;
import dev.handoff.console.pacemaker.Constraint.OfSets;
import dev.handoff.console.pacemaker.Constraint.Order;
import dev.handoff.console.pacemaker.Constraint.ResourceSet;
import dev.handoff.console.pacemaker.Constraint.Where;
import dev.handoff.console.pacemaker.CrmLexer.Word;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One statement of crm that is a constraint. */
final class CrmConstraints {

  private static final Set<String> KINDS = Set.of("mandatory", "optional", "serialize");

  private final List<Word> words;
  private final Draft draft;
  private final Word id;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private int next = 2;

  CrmConstraints(List<Word> words, Draft draft) throws Malformed {
    this.words = words;
    this.draft = draft;
    if (words.size() < 3) {
      throw new Malformed(
          words.getLast().line(), words.getLast().column(), "the constraint is not complete");
    }
    this.id = words.get(1);
  }

  void read() throws Malformed {
    if (words.getFirst().is("location")) {
      location();
    } else if (words.getFirst().is("order")) {
      bound(Kind.ORDER);
    } else {
      bound(Kind.COLOCATION);
    }
  }

  private void location() throws Malformed {
    List<Word> resources = resources();
    Word first = resources.getFirst();
    if (first.text().startsWith("/")) {
      draft.unread(
          id.line(), "location " + id.text(), "patterns of names: write a location for each group");
      return;
    }
    while (next < words.size() && words.get(next).text().indexOf('=') > 0) {
      setting(words.get(next++), settings);
    }
    if (next < words.size() && words.get(next).is("rule")) {
      rules(resources);
      return;
    }
    Map<String, Setting> own = new LinkedHashMap<>(settings);
    own.put("score", score());
    Word node = taken("the name of a node");
    if (next < words.size()) {
      throw words.get(next).misplaced("the end of the constraint");
    }
    add(resources, new Where.On(node.text()), own);
  }

  private List<Word> resources() throws Malformed {
    Word word = taken("the name of a resource");
    if (!word.is("{")) {
      return List.of(word);
    }
    List<Word> resources = new ArrayList<>();
    for (Word member = taken("'}'"); !member.is("}"); member = taken("'}'")) {
      resources.add(member);
    }
    if (resources.isEmpty()) {
      throw word.misplaced("the name of a resource");
    }
    return resources;
  }

  private void rules(List<Word> resources) throws Malformed {
    while (next < words.size()) {
      Word rule = taken("'rule'");
      if (!rule.is("rule")) {
        throw rule.misplaced("'rule'");
      }
      Map<String, Setting> own = new LinkedHashMap<>(settings);
      while (next < words.size() && words.get(next).text().startsWith("$")) {
        Word option = words.get(next++);
        if (!option.text().startsWith("$id=")) {
          setting(new Word(option.text().substring(1), option.line(), 0, false), own);
        }
      }
      own.put("score", score());
      int end = next;
      while (end < words.size() && !words.get(end).is("rule")) {
        end++;
      }
      List<Word> expression = words.subList(next, end);
      next = end;
      try {
        add(resources, new Where.By(new CrmRule(rule, expression).read()), own);
      } catch (NoCounterpart e) {
        draft.unread(rule.line(), "location " + id.text(), "its rule has " + e.getMessage());
      }
    }
  }

  private void add(List<Word> resources, Where where, Map<String, Setting> own) throws Malformed {
    for (Word resource : resources) {
      draft.constraint(
          new Location(id.text(), id.line(), resource.text(), where, new Settings(own)));
    }
  }

  private Setting score() throws Malformed {
    Word word = taken("a score and a colon");
    if (!word.text().endsWith(":")) {
      throw word.misplaced("a score and a colon");
    }
    return new Setting(plain(word.text().substring(0, word.text().length() - 1)), word.line());
  }

  /** crm shortens what Pacemaker calls INFINITY. */
  private static String plain(String score) {
    return score.toLowerCase(Locale.ROOT).replaceFirst("^([+-]?)inf(inity)?$", "$1INFINITY");
  }

  private void bound(Kind kind) throws Malformed {
    if (words.get(next).text().endsWith(":")) {
      Setting score = score();
      boolean named = KINDS.contains(score.value().toLowerCase(Locale.ROOT));
      settings.put(named ? "kind" : "score", score);
    } else if (kind == Kind.COLOCATION) {
      throw words.get(next).misplaced("a score and a colon");
    }
    List<ResourceSet> sets = new ArrayList<>();
    List<Word> run = new ArrayList<>();
    while (next < words.size()) {
      Word word = words.get(next++);
      if (word.is("(") || word.is("[")) {
        end(run, kind, sets);
        sets.add(bracketed(word, kind));
      } else if (word.text().indexOf('=') > 0) {
        setting(word, settings);
      } else {
        run.add(word);
      }
    }
    if (sets.isEmpty() && run.size() == 2) {
      pair(kind, run.getFirst(), run.getLast());
      return;
    }
    end(run, kind, sets);
    if (sets.stream().mapToInt(set -> set.members().size()).sum() < 2) {
      throw words.getLast().misplaced("two resources or more");
    }
    draft.constraint(new OfSets(id.text(), id.line(), kind, sets, new Settings(settings)));
  }

  private void end(List<Word> run, Kind kind, List<ResourceSet> sets) {
    if (!run.isEmpty()) {
      sets.add(set(run, kind, new LinkedHashMap<>()));
      run.clear();
    }
  }

  private ResourceSet bracketed(Word open, Kind kind) throws Malformed {
    Map<String, Setting> own = new LinkedHashMap<>();
    own.put("sequential", new Setting("false", open.line()));
    if (open.is("[")) {
      own.put("require-all", new Setting("false", open.line()));
    }
    String close = open.is("(") ? ")" : "]";
    List<Word> members = new ArrayList<>();
    for (Word word = taken(close); !word.is(close); word = taken(close)) {
      if (word.text().indexOf('=') > 0) {
        own.remove(word.text().substring(0, word.text().indexOf('=')));
        setting(word, own);
      } else {
        members.add(word);
      }
    }
    return set(members, kind, own);
  }

  /** Members without what stands behind their colon: the role or action of the whole set. */
  private ResourceSet set(List<Word> members, Kind kind, Map<String, Setting> own) {
    List<String> names = new ArrayList<>();
    for (Word member : members) {
      String[] parts = member.text().split(":", 2);
      names.add(parts[0]);
      if (parts.length == 2) {
        own.put(kind == Kind.ORDER ? "action" : "role", new Setting(parts[1], member.line()));
      }
    }
    return new ResourceSet(names, new Settings(own));
  }

  private void pair(Kind kind, Word first, Word second) throws Malformed {
    String one = part(first, kind == Kind.ORDER ? "first-action" : "rsc-role");
    String other = part(second, kind == Kind.ORDER ? "then-action" : "with-rsc-role");
    Settings own = new Settings(settings);
    draft.constraint(
        kind == Kind.ORDER
            ? new Order(id.text(), id.line(), one, other, own)
            : new Colocation(id.text(), id.line(), one, other, own));
  }

  private String part(Word word, String attribute) {
    String[] parts = word.text().split(":", 2);
    if (parts.length == 2) {
      settings.put(attribute, new Setting(parts[1], word.line()));
    }
    return parts[0];
  }

  private static void setting(Word word, Map<String, Setting> into) throws Malformed {
    int equals = word.text().indexOf('=');
    if (equals <= 0) {
      throw word.misplaced("name=value");
    }
    String name = word.text().substring(0, equals);
    String value = word.text().substring(equals + 1);
    into.put(name, new Setting(name.equals("score") ? plain(value) : value, word.line()));
  }

  private Word taken(String expected) throws Malformed {
    @Nullable Word word = next < words.size() ? words.get(next) : null;
    if (word == null) {
      Word last = words.getLast();
      throw new Malformed(
          last.line(), last.column(), "the constraint ends where " + expected + " is expected");
    }
    next++;
    return word;
  }
}
