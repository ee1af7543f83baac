package dev.handoff.controller.placement;

import dev.handoff.events.spec.Rule;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether a rule holds on a node, as Pacemaker's rule engine does. */
final class RuleTest {

  private static final Pattern NUMBER =
      Pattern.compile("\\s*([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?).*", Pattern.DOTALL);
  private static final Pattern DOT = Pattern.compile("\\.");

  private RuleTest() {}

  static boolean holds(Rule rule, Candidate node, Instant now) {
    return switch (rule) {
      case Rule.Defined r -> value(node, r.attribute()) != null;
      case Rule.NotDefined r -> value(node, r.attribute()) == null;
      case Rule.Compare r -> compare(r, value(node, r.attribute()));
      case Rule.Between r -> !now.isBefore(r.from()) && now.isBefore(r.to());
      case Rule.All r -> {
        boolean all = true;
        for (Rule part : r.rules()) {
          all = all && holds(part, node, now);
        }
        yield all;
      }
      case Rule.Any r -> {
        boolean any = false;
        for (Rule part : r.rules()) {
          any = any || holds(part, node, now);
        }
        yield any;
      }
    };
  }

  static @Nullable String value(Candidate node, String attribute) {
    return attribute.equals("#uname") ? node.name() : node.attributes().get(attribute);
  }

  private static boolean compare(Rule.Compare rule, @Nullable String value) {
    if (value == null) {
      // What is not there differs from everything, and is neither less nor more than anything.
      return rule.operator() == Rule.Operator.NE;
    }
    int order =
        switch (rule.valueType()) {
          case STRING -> value.compareToIgnoreCase(rule.value());
          case NUMBER -> numbers(value, rule.value());
          case VERSION -> versions(value, rule.value());
        };
    return switch (rule.operator()) {
      case LT -> order < 0;
      case LTE -> order <= 0;
      case EQ -> order == 0;
      case NE -> order != 0;
      case GTE -> order >= 0;
      case GT -> order > 0;
    };
  }

  private static int numbers(String a, String b) {
    if (isPlain(a) && isPlain(b)) {
      return Long.compare(Long.parseLong(a), Long.parseLong(b));
    }
    Matcher first = NUMBER.matcher(a);
    Matcher second = NUMBER.matcher(b);
    return first.matches() && second.matches()
        ? Double.compare(Double.parseDouble(first.group(1)), Double.parseDouble(second.group(1)))
        : a.compareToIgnoreCase(b);
  }

  /** Digits only, and few enough: the usual case, which needs no pattern. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 18;
  }

  /** Part by part between the dots, as numbers; what is missing counts as 0. */
  private static int versions(String a, String b) {
    String[] first = DOT.split(a, -1);
    String[] second = DOT.split(b, -1);
    for (int i = 0; i < Math.max(first.length, second.length); i++) {
      int order = Long.compare(part(first, i), part(second, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static long part(String[] parts, int i) {
    if (i >= parts.length) {
      return 0;
    }
    Matcher number = NUMBER.matcher(parts[i]);
    return number.matches() ? (long) Double.parseDouble(number.group(1)) : 0;
  }
}
