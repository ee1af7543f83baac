package dev.handoff.console.scenario;

import dev.handoff.events.yaml.Place;
import dev.handoff.events.yaml.Problems;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was set with {@code --set name=value}. Every <code>{{name}}</code> in a scenario or its spec
 * is replaced before the text is read as YAML; lines that are comments are left alone.
 */
public record Variables(Map<String, String> values) {

  /** None at all. */
  public static final Variables NONE = new Variables(Map.of());

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.-]+)\\s*}}");

  public Variables {
    values = Map.copyOf(values);
  }

  /** Replaces every variable; one that was not set is a problem, and then stays as it is. */
  String applied(String text, Problems problems) {
    String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    String[] lines = plain.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].stripLeading().startsWith("#")) {
        lines[i] = appliedToLine(lines[i], i + 1, problems);
      }
    }
    return String.join("\n", lines);
  }

  private String appliedToLine(String line, int number, Problems problems) {
    Matcher matcher = REFERENCE.matcher(line);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String name = String.valueOf(matcher.group(1));
      String value = values.get(name);
      if (value == null) {
        problems.add(
            new Place(number, matcher.start() + 1),
            "variable '" + name + "' is not set",
            "--set " + name + "=VALUE" + known());
      }
      matcher.appendReplacement(
          result, Matcher.quoteReplacement(value == null ? matcher.group() : value));
    }
    return matcher.appendTail(result).toString();
  }

  private String known() {
    return values.isEmpty()
        ? ""
        : " (set: " + String.join(", ", new TreeMap<>(values).keySet()) + ")";
  }
}
