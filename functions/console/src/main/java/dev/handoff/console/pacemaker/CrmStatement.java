package dev.handoff.console.pacemaker;

import dev.handoff.console.pacemaker.CrmLexer.Word;
import dev.handoff.console.pacemaker.Entry.Operation;
import dev.handoff.console.pacemaker.Settings.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A statement of crm: its head, and the sections ({@code params}, {@code meta}, {@code op} …) that
 * follow.
 */
final class CrmStatement {

  private static final Set<String> SECTIONS =
      Set.of("params", "meta", "utilization", "attributes", "operations", "op");

  private final List<Word> words;
  private final Draft draft;
  private final List<Word> head = new ArrayList<>();
  private final Map<String, Map<String, Setting>> sections = new LinkedHashMap<>();
  private final List<Operation> operations = new ArrayList<>();

  CrmStatement(List<Word> words, Draft draft) throws Malformed {
    this.words = words;
    this.draft = draft;
    int at = 0;
    while (at < words.size() && !begins(words.get(at))) {
      Word word = words.get(at++);
      // crm allows parameters right after the agent, without the word.
      if (word.text().indexOf('=') <= 0) {
        head.add(word);
      } else if (!isLabel(word)) {
        put("params", word);
      }
    }
    while (at < words.size()) {
      at = section(at);
    }
  }

  private static boolean begins(Word word) {
    return !word.quoted() && SECTIONS.contains(word.text().toLowerCase(Locale.ROOT));
  }

  private int section(int start) throws Malformed {
    String name = words.get(start).text().toLowerCase(Locale.ROOT);
    int at = start + 1;
    if (name.equals("op")) {
      return operation(at);
    }
    while (at < words.size() && !begins(words.get(at))) {
      Word word = words.get(at);
      if (word.is("rule")) {
        at = skippedRule(name, at);
        continue;
      }
      boolean nameOfSet = at == start + 1 && word.text().endsWith(":");
      if (!isLabel(word) && !nameOfSet) {
        put(name, word);
      }
      at++;
    }
    return at;
  }

  /** What a rule governs is left out whole: it would not hold always. */
  private int skippedRule(String section, int start) throws Malformed {
    int at = start;
    while (at < words.size() && !begins(words.get(at))) {
      at++;
    }
    sections.remove(section);
    draft.unread(
        words.get(start).line(), section + " that depend on a rule", "settings hold always");
    return at;
  }

  private int operation(int start) throws Malformed {
    if (start == words.size()) {
      throw words.getLast().misplaced("an operation");
    }
    Word name = words.get(start);
    Map<String, Setting> settings = new LinkedHashMap<>();
    int at = start + 1;
    while (at < words.size() && !begins(words.get(at))) {
      Word word = words.get(at++);
      if (!isLabel(word) && !word.is("op_params") && !word.is("op_meta")) {
        addTo(settings, word);
      }
    }
    operations.add(new Operation(name.text(), name.line(), new Settings(settings)));
    return at;
  }

  /** Ids of parts of the CIB, of which nothing depends. */
  private static boolean isLabel(Word word) {
    return word.text().startsWith("$id=");
  }

  private void put(String section, Word word) throws Malformed {
    addTo(sections.computeIfAbsent(section, s -> new LinkedHashMap<>()), word);
  }

  private static void addTo(Map<String, Setting> settings, Word word) throws Malformed {
    int equals = word.text().indexOf('=');
    if (equals <= 0) {
      throw word.misplaced("name=value");
    }
    settings.putIfAbsent(
        word.text().substring(0, equals),
        new Setting(word.text().substring(equals + 1), word.line()));
  }

  /** The words before the first section, without the keyword. */
  List<Word> head() {
    return head;
  }

  Settings settings(String section) {
    return new Settings(sections.getOrDefault(section, Map.of()));
  }

  List<Operation> operations() {
    return operations;
  }
}
