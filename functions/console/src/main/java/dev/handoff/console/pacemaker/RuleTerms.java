package dev.handoff.console.pacemaker;

import dev.handoff.events.spec.Rule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tests of which Pacemaker's rules consist, with its defaults for what they leave open. */
public final class RuleTerms {

  private final int line;

  /** Reads tests of that line of the text. */
  public RuleTerms(int line) {
    this.line = line;
  }

  /** {@code defined} and {@code not_defined}; null for any other operation. */
  public @Nullable Rule presence(String operation, String attribute) {
    return switch (operation.toLowerCase(Locale.ROOT)) {
      case "defined" -> new Rule.Defined(attribute);
      case "not_defined" -> new Rule.NotDefined(attribute);
      default -> null;
    };
  }

  /**
   * A comparison.
   *
   * @param type null: text when it is tested for equality, otherwise a number
   */
  public Rule comparison(String attribute, String operation, @Nullable String type, String value)
      throws Malformed, NoCounterpart {
    Rule.Operator operator = operator(operation);
    boolean equality = operator == Rule.Operator.EQ || operator == Rule.Operator.NE;
    String named = type == null ? (equality ? "string" : "number") : type.toLowerCase(Locale.ROOT);
    Rule.Type valueType =
        switch (named) {
          case "string" -> Rule.Type.STRING;
          case "number", "integer" -> Rule.Type.NUMBER;
          case "version" -> Rule.Type.VERSION;
          default -> throw new Malformed(line, 0, "'" + type + "' is not a type of a rule");
        };
    if (value.isEmpty()) {
      throw new NoCounterpart("a comparison of " + attribute + " with nothing");
    }
    return new Rule.Compare(attribute, operator, value, valueType);
  }

  private Rule.Operator operator(String operation) throws Malformed {
    for (Rule.Operator operator : Rule.Operator.values()) {
      if (operator.name().equalsIgnoreCase(operation)) {
        return operator;
      }
    }
    throw new Malformed(line, 0, "'" + operation + "' is not an operation of a rule");
  }

  /** Pacemaker counts whole seconds, and both ends of a range are part of it. */
  public Rule date(String operation, @Nullable String start, @Nullable String end)
      throws Malformed, NoCounterpart {
    String lower = operation.toLowerCase(Locale.ROOT);
    Instant from = start == null || lower.equals("lt") ? Instant.MIN : instant(start);
    Instant to = end == null || lower.equals("gt") ? Instant.MAX : instant(end);
    if (lower.equals("gt") && !from.equals(Instant.MIN)) {
      return new Rule.Between(from.plusSeconds(1), Instant.MAX);
    } else if (lower.equals("lt") && !to.equals(Instant.MAX)) {
      return new Rule.Between(Instant.MIN, to);
    } else if (lower.equals("in_range") && !(start == null && end == null)) {
      return new Rule.Between(from, end == null ? to : to.plusSeconds(1));
    }
    throw new NoCounterpart("the date operation '" + operation + "'");
  }

  private Instant instant(String text) throws Malformed, NoCounterpart {
    String iso = text.strip().replaceFirst(" +", "T").replace(" ", "");
    try {
      if (!iso.contains("T")) {
        LocalDate.parse(iso);
      } else if (!iso.endsWith("Z") && !iso.substring(iso.indexOf('T')).matches(".*[+-].*")) {
        LocalDateTime.parse(iso);
      } else {
        return OffsetDateTime.parse(withColon(iso))
            .withOffsetSameInstant(ZoneOffset.UTC)
            .toInstant();
      }
    } catch (DateTimeException e) {
      throw new Malformed(line, 0, "'" + text + "' is not a date");
    }
    throw new NoCounterpart("a date without a time zone: " + text);
  }

  /** Pacemaker writes {@code +0900} as well as {@code +09:00}. */
  private static String withColon(String iso) {
    return iso.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2")
        .replaceFirst("([+-]\\d{2})$", "$1:00");
  }

  /** The tests joined, as {@code boolean-op} says. */
  public Rule joined(List<Rule> tests, String booleanOp) throws Malformed {
    if (tests.isEmpty()) {
      throw new Malformed(line, 0, "a rule without a test");
    }
    if (tests.size() == 1) {
      return tests.getFirst();
    }
    return booleanOp.equalsIgnoreCase("or") ? new Rule.Any(tests) : new Rule.All(tests);
  }
}
