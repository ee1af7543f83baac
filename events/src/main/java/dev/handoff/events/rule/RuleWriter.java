package dev.handoff.events.rule;

import dev.handoff.events.spec.Rule;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Writes rules as {@link RuleText} reads them. */
final class RuleWriter {

  private RuleWriter() {}

  static String write(Rule rule) {
    return switch (rule) {
      case Rule.Defined test -> "defined " + attribute(test.attribute());
      case Rule.NotDefined test -> "not defined " + attribute(test.attribute());
      case Rule.Compare test ->
          attribute(test.attribute()) + " " + operator(test.operator()) + " " + value(test);
      case Rule.Between test -> date(test);
      case Rule.All all -> joined(all.rules(), " and ", true);
      case Rule.Any any -> joined(any.rules(), " or ", false);
    };
  }

  /** An {@code and} within an {@code or} needs no parentheses; all other nesting does. */
  private static String joined(List<Rule> rules, String word, boolean tight) {
    return rules.stream()
        .map(rule -> needsParentheses(rule, tight) ? "(" + write(rule) + ")" : write(rule))
        .collect(Collectors.joining(word));
  }

  private static boolean needsParentheses(Rule rule, boolean tight) {
    return rule instanceof Rule.Any || (tight && rule instanceof Rule.All);
  }

  private static String attribute(String name) {
    if (!RuleParser.ATTRIBUTE.matcher(name).matches()) {
      throw new IllegalArgumentException("no node attribute can be called '" + name + "'");
    }
    return RuleParser.isKeyword(name) ? "\"" + name + "\"" : name;
  }

  private static String operator(Rule.Operator operator) {
    return switch (operator) {
      case LT -> "<";
      case LTE -> "<=";
      case EQ -> "=";
      case NE -> "!=";
      case GTE -> ">=";
      case GT -> ">";
    };
  }

  private static String value(Rule.Compare test) {
    String value = test.value();
    boolean number = RuleParser.NUMBER.matcher(value).matches();
    return switch (test.valueType()) {
      case NUMBER -> must(number, value, "number");
      case VERSION -> {
        must(RuleParser.VERSION.matcher(value).matches(), value, "version");
        yield RuleParser.PLAIN_VERSION.matcher(value).matches() ? value : "version " + value;
      }
      case STRING -> number || !isBare(value) ? quoted(value) : value;
    };
  }

  private static String must(boolean fits, String value, String type) {
    if (!fits) {
      throw new IllegalArgumentException("'" + value + "' is not a " + type);
    }
    return value;
  }

  private static boolean isBare(String value) {
    return !value.isEmpty()
        && value.chars().allMatch(c -> RuleLexer.isWord((char) c))
        && !RuleParser.isKeyword(value)
        && !RuleParser.PLAIN_VERSION.matcher(value).matches();
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String date(Rule.Between test) {
    boolean sinceEver = test.from().equals(Instant.MIN);
    boolean forEver = test.to().equals(Instant.MAX);
    if (sinceEver && !forEver) {
      return "date < " + test.to();
    } else if (forEver && !sinceEver) {
      return "date >= " + test.from();
    }
    return "date in_range " + test.from() + " to " + test.to();
  }
}
