package dev.handoff.controller.placement;

import dev.handoff.events.spec.Rule;
import java.time.Instant;
import java.util.List;

/** Writes rules as people write them: {@code not defined ping or ping < 1000}. */
final class RuleWords {

  private RuleWords() {}

  static String of(Rule rule) {
    return switch (rule) {
      case Rule.Defined r -> "defined " + r.attribute();
      case Rule.NotDefined r -> "not defined " + r.attribute();
      case Rule.Compare r -> "%s %s %s".formatted(r.attribute(), sign(r.operator()), r.value());
      case Rule.Between r -> between(r.from(), r.to());
      case Rule.All r -> joined(r.rules(), " and ");
      case Rule.Any r -> joined(r.rules(), " or ");
    };
  }

  private static String joined(List<Rule> rules, String word) {
    return String.join(word, rules.stream().map(part -> part(part, rules.size())).toList());
  }

  private static String part(Rule rule, int of) {
    boolean compound = rule instanceof Rule.All || rule instanceof Rule.Any;
    return compound && of > 1 ? "(" + of(rule) + ")" : of(rule);
  }

  private static String sign(Rule.Operator operator) {
    return switch (operator) {
      case LT -> "<";
      case LTE -> "<=";
      case EQ -> "=";
      case NE -> "!=";
      case GTE -> ">=";
      case GT -> ">";
    };
  }

  private static String between(Instant from, Instant to) {
    if (from.equals(Instant.MIN)) {
      return "before " + to;
    }
    return to.equals(Instant.MAX) ? "since " + from : "from %s to %s".formatted(from, to);
  }
}
