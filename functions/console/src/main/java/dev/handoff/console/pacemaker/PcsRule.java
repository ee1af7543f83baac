package dev.handoff.console.pacemaker;

import dev.handoff.console.pacemaker.PcsPairs.Remarked;
import dev.handoff.console.pacemaker.Settings.Setting;
import dev.handoff.events.spec.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rule as {@code pcs config} prints it: a heading with options, and a line for each test. */
final class PcsRule {

  private final PcsLine heading;
  private final Settings options;

  PcsRule(PcsLine heading) throws Malformed {
    this.heading = heading;
    Map<String, Setting> pairs = new LinkedHashMap<>();
    PcsPairs.collect(PcsPairs.remarked(heading.rest(), heading.line()).text(), heading, pairs);
    this.options = new Settings(pairs);
  }

  /** What the heading says: score, role, how the tests are joined. */
  Settings options() {
    return options;
  }

  Rule read() throws Malformed, NoCounterpart {
    List<Rule> tests = new ArrayList<>();
    for (PcsLine child : heading.children()) {
      if (child.text().startsWith("Rule")) {
        tests.add(new PcsRule(child).read());
      } else if (child.label().equals("Expression")) {
        tests.add(test(child));
      } else {
        throw child.misplaced("Expression:");
      }
    }
    Setting joint = options.get("boolean-op");
    return new RuleTerms(heading.line()).joined(tests, joint == null ? "and" : joint.value());
  }

  private static Rule test(PcsLine line) throws Malformed, NoCounterpart {
    Remarked remarked = PcsPairs.remarked(line.rest(), line.line());
    List<String> words = PcsPairs.words(remarked.text(), line);
    RuleTerms terms = new RuleTerms(line.line());
    if (words.isEmpty() || words.getFirst().equals("date-spec")) {
      throw new NoCounterpart("a date that comes again");
    }
    if (words.getFirst().equals("date") && words.size() > 2) {
      return date(terms, words);
    }
    if (words.size() == 2) {
      Rule presence = terms.presence(words.get(0), words.get(1));
      if (presence != null) {
        return presence;
      }
    }
    if (words.size() < 3 || words.size() > 4) {
      throw line.misplaced("attribute operation value");
    }
    String type = words.size() == 4 ? words.get(2) : null;
    return terms.comparison(words.get(0), words.get(1), type, words.getLast());
  }

  private static Rule date(RuleTerms terms, List<String> words) throws Malformed, NoCounterpart {
    String operation = words.get(1);
    if (!operation.equals("in_range")) {
      return terms.date(operation, words.get(2), words.get(2));
    }
    int to = words.indexOf("to");
    if (to < 0 || to + 1 == words.size() || words.get(to + 1).equals("duration")) {
      throw new NoCounterpart("a duration");
    }
    return terms.date("in_range", to == 3 ? words.get(2) : null, words.get(to + 1));
  }
}
