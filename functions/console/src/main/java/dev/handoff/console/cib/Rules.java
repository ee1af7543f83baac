package dev.handoff.console.cib;

import dev.handoff.controller.placement.Candidate;
import dev.handoff.events.spec.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the rules of location constraints. */
final class Rules {

  private final References references;
  private final Nodes nodes;

  Rules(References references, Nodes nodes) {
    this.references = references;
    this.nodes = nodes;
  }

  Rule read(Element element) throws InvalidCib, UnsupportedCib {
    Element rule = references.resolve(element);
    String role = rule.get("role");
    if (role != null && !role.equalsIgnoreCase("Started")) {
      throw new UnsupportedCib("rule for role " + role);
    }
    List<Rule> parts = new ArrayList<>();
    for (Element part : rule.children()) {
      switch (part.name()) {
        case "rule" -> parts.add(read(part));
        case "expression" -> parts.add(wholeNumbers(references.resolve(part)));
        case "date_expression" -> parts.add(date(references.resolve(part)));
        default -> throw new UnsupportedCib("<%s> in a rule".formatted(part.name()));
      }
    }
    if (parts.isEmpty()) {
      throw new InvalidCib("<rule id=\"%s\"> has no expressions".formatted(rule.id()));
    }
    return "or".equalsIgnoreCase(rule.get("boolean-op"))
        ? new Rule.Any(parts)
        : new Rule.All(parts);
  }

  /**
   * An expression of type integer takes numbers up to the point only, which the rules of the
   * controller cannot say: where there is a point, it is decided here for each node.
   */
  private Rule wholeNumbers(Element element) throws InvalidCib, UnsupportedCib {
    Rule rule = expression(element);
    if (!(rule instanceof Rule.Compare test)
        || !element.get("type", "").equalsIgnoreCase("integer")
        || !hasPoint(test)) {
      return rule;
    }
    List<Rule> nodesWhereItHolds = new ArrayList<>();
    for (Candidate node : nodes.candidates()) {
      String own = node.attributes().get(test.attribute());
      boolean holds =
          own == null
              ? test.operator() == Rule.Operator.NE
              : holds(Long.compare(whole(own), whole(test.value())), test.operator());
      if (holds) {
        nodesWhereItHolds.add(
            new Rule.Compare("#uname", Rule.Operator.EQ, node.name(), Rule.Type.STRING));
      }
    }
    return nodesWhereItHolds.isEmpty()
        ? new Rule.NotDefined("#uname")
        : new Rule.Any(nodesWhereItHolds);
  }

  private boolean hasPoint(Rule.Compare test) {
    return test.value().contains(".")
        || nodes.candidates().stream()
            .anyMatch(n -> n.attributes().getOrDefault(test.attribute(), "").contains("."));
  }

  private static long whole(String number) throws UnsupportedCib {
    try {
      return Values.integer("a rule of type integer", number, 0);
    } catch (InvalidCib e) {
      throw new UnsupportedCib("'%s' in a rule of type integer".formatted(number));
    }
  }

  private static boolean holds(int order, Rule.Operator operator) {
    return switch (operator) {
      case LT -> order < 0;
      case LTE -> order <= 0;
      case EQ -> order == 0;
      case NE -> order != 0;
      case GTE -> order >= 0;
      case GT -> order > 0;
    };
  }

  private static Rule expression(Element expression) throws InvalidCib, UnsupportedCib {
    String attribute = expression.get("attribute");
    String operation = expression.get("operation", "").toLowerCase(Locale.ROOT);
    if (attribute == null) {
      throw new InvalidCib("<expression id=\"%s\"> has no attribute".formatted(expression.id()));
    }
    if (operation.equals("defined")) {
      return new Rule.Defined(attribute);
    }
    if (operation.equals("not_defined")) {
      return new Rule.NotDefined(attribute);
    }
    String value = expression.get("value");
    if (!expression.get("value-source", "literal").equals("literal")) {
      throw new UnsupportedCib("value-source=\"%s\"".formatted(expression.get("value-source")));
    }
    if (value == null || value.isEmpty()) {
      throw new UnsupportedCib("comparison with nothing");
    }
    Rule.Operator operator = operator(expression, operation);
    return new Rule.Compare(attribute, operator, value, type(expression, operator));
  }

  private static Rule.Operator operator(Element expression, String operation) throws InvalidCib {
    return switch (operation) {
      case "lt" -> Rule.Operator.LT;
      case "lte" -> Rule.Operator.LTE;
      case "eq" -> Rule.Operator.EQ;
      case "ne" -> Rule.Operator.NE;
      case "gte" -> Rule.Operator.GTE;
      case "gt" -> Rule.Operator.GT;
      default ->
          throw new InvalidCib(
              "<expression id=\"%s\">: unknown operation '%s'"
                  .formatted(expression.id(), operation));
    };
  }

  private static Rule.Type type(Element expression, Rule.Operator operator) throws InvalidCib {
    String type = expression.get("type");
    if (type == null) {
      return operator == Rule.Operator.EQ || operator == Rule.Operator.NE
          ? Rule.Type.STRING
          : Rule.Type.NUMBER;
    }
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "string" -> Rule.Type.STRING;
      case "integer", "number" -> Rule.Type.NUMBER;
      case "version" -> Rule.Type.VERSION;
      default ->
          throw new InvalidCib(
              "<expression id=\"%s\">: unknown type '%s'".formatted(expression.id(), type));
    };
  }

  private static Rule date(Element expression) throws InvalidCib, UnsupportedCib {
    String operation = expression.get("operation", "in_range").toLowerCase(Locale.ROOT);
    if (expression.child("date_spec") != null || expression.child("duration") != null) {
      throw new UnsupportedCib("date_spec or duration in a rule");
    }
    Instant start = instant(expression, "start");
    Instant end = instant(expression, "end");
    return switch (operation) {
      // Both ends of a range are part of it, and time is counted in seconds.
      case "in_range" -> between(expression, start, end == null ? null : end.plusSeconds(1));
      case "gt" -> between(expression, start == null ? null : start.plusSeconds(1), null);
      case "lt" -> between(expression, null, end);
      default -> throw new UnsupportedCib("date operation " + operation);
    };
  }

  private static Rule between(Element expression, @Nullable Instant from, @Nullable Instant to)
      throws InvalidCib {
    if (from == null && to == null) {
      throw new InvalidCib("<date_expression id=\"%s\"> lacks its date".formatted(expression.id()));
    }
    return new Rule.Between(from == null ? Instant.MIN : from, to == null ? Instant.MAX : to);
  }

  private static @Nullable Instant instant(Element expression, String attribute) throws InvalidCib {
    String value = expression.get(attribute);
    return value == null ? null : Values.date(attribute, value);
  }
}
