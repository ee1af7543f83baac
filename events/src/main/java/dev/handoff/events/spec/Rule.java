package dev.handoff.events.spec;

import java.time.Instant;
import java.util.List;

/**
 * A condition on a node, in Pacemaker's terms: attribute tests and dates, joined by {@code and} and
 * {@code or}. Evaluated by the controller; read from text such as {@code not defined ping or ping <
 * 1000}.
 */
public sealed interface Rule {

  record Defined(String attribute) implements Rule {}

  record NotDefined(String attribute) implements Rule {}

  /** Compares the attribute with a value; an attribute that is not there fails all but NE. */
  record Compare(String attribute, Operator operator, String value, Type valueType)
      implements Rule {}

  /**
   * Holds while {@code from <= now < to}.
   *
   * @param from {@link Instant#MIN}: since ever
   * @param to {@link Instant#MAX}: for ever
   */
  record Between(Instant from, Instant to) implements Rule {}

  /** Holds where each of the rules holds; at least one. */
  record All(List<Rule> rules) implements Rule {
    public All {
      rules = List.copyOf(rules);
      refuseNone(rules);
    }
  }

  /** Holds where one of the rules holds; at least one. */
  record Any(List<Rule> rules) implements Rule {
    public Any {
      rules = List.copyOf(rules);
      refuseNone(rules);
    }
  }

  private static void refuseNone(List<Rule> rules) {
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("a rule that joins no rules");
    }
  }

  /** How an attribute is compared. */
  enum Operator {
    LT,
    LTE,
    EQ,
    NE,
    GTE,
    GT
  }

  /** How the two sides are read before they are compared. */
  enum Type {
    STRING,
    NUMBER,
    VERSION
  }
}
