package dev.handoff.console.pacemaker;

import dev.handoff.console.pacemaker.CrmLexer.Word;
import dev.handoff.events.spec.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The expression of a rule as crm writes it. */
final class CrmRule {

  private final Word start;
  private final List<Word> words;
  private int next;

  /**
   * Prepares to read one.
   *
   * @param start the word {@code rule}, which messages point at when nothing follows
   */
  CrmRule(Word start, List<Word> words) {
    this.start = start;
    this.words = words;
  }

  Rule read() throws Malformed, NoCounterpart {
    List<Rule> tests = new ArrayList<>(List.of(test()));
    String joint = "";
    while (next < words.size()) {
      Word word = taken("'and' or 'or'");
      if (!word.is("and") && !word.is("or")) {
        throw word.misplaced("'and' or 'or'");
      }
      if (!joint.isEmpty() && !word.is(joint)) {
        throw word.misplaced("'" + joint + "' as before");
      }
      joint = word.text().toLowerCase(Locale.ROOT);
      tests.add(test());
    }
    return new RuleTerms(start.line()).joined(tests, joint);
  }

  private Rule test() throws Malformed, NoCounterpart {
    Word first = taken("a test");
    RuleTerms terms = new RuleTerms(first.line());
    if (first.is("date")) {
      return date(terms);
    }
    if (first.is("defined") || first.is("not_defined")) {
      Rule presence = terms.presence(first.text(), taken("an attribute").text());
      if (presence != null) {
        return presence;
      }
    }
    String[] operation = taken("an operation").text().split(":", 2);
    String type = operation.length == 2 ? operation[0] : null;
    String value = taken("a value").text();
    return terms.comparison(first.text(), operation[operation.length - 1], type, value);
  }

  private Rule date(RuleTerms terms) throws Malformed, NoCounterpart {
    Word operation = taken("lt, gt, in or spec");
    if (operation.is("lt")) {
      return terms.date("lt", null, taken("a date").text());
    } else if (operation.is("gt")) {
      return terms.date("gt", taken("a date").text(), null);
    }
    Map<String, String> options = new HashMap<>();
    while (next < words.size() && words.get(next).text().indexOf('=') > 0) {
      String[] option = words.get(next++).text().split("=", 2);
      options.put(option[0], option[1]);
    }
    boolean range = operation.is("in") || operation.is("in_range");
    if (!range || !options.keySet().stream().allMatch(o -> o.equals("start") || o.equals("end"))) {
      throw new NoCounterpart("a date that comes again, or a duration");
    }
    return terms.date("in_range", options.get("start"), options.get("end"));
  }

  private Word taken(String expected) throws Malformed {
    if (next == words.size()) {
      Word last = words.isEmpty() ? start : words.getLast();
      throw new Malformed(
          last.line(), last.column(), "the rule ends where " + expected + " is expected");
    }
    return words.get(next++);
  }
}
