package dev.handoff.beacon.metrics;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenMetrics text as its reader sees it: a strict one, by the grammar of version 1.0 and by what
 * its prose demands. Timestamps and exemplars are refused, because the beacon has none.
 */
public final class Exposed {

  private static final Pattern DESCRIPTOR =
      Pattern.compile("# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\n\"])*)\"(,|$)");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?\\d+(\\.\\d*)?([eE][-+]?\\d+)?|[-+]?\\.\\d+([eE][-+]?\\d+)?");
  private static final Pattern HELP = Pattern.compile("(?:[^\"\\\\\n]|\\\\[\\\\n\"])*");

  private final Map<String, Map<String, String>> families = new LinkedHashMap<>();
  private final Map<String, Double> values = new TreeMap<>();
  private final Set<String> sampled = new HashSet<>();
  private String current = "";

  private Exposed() {}

  /**
   * Reads a text.
   *
   * @throws AssertionError if it is none; the message has the line
   */
  public static Exposed read(String text) {
    if (!text.endsWith("\n# EOF\n")) {
      throw new AssertionError("does not end with # EOF:\n" + text);
    }
    Exposed exposed = new Exposed();
    String[] lines = text.substring(0, text.length() - "# EOF\n".length()).split("\n", -1);
    for (int i = 0; i < lines.length - 1; i++) {
      try {
        exposed.line(lines[i]);
      } catch (AssertionError e) {
        throw new AssertionError("line " + (i + 1) + ": " + e.getMessage() + ": " + lines[i], e);
      }
    }
    exposed.families.forEach(
        (name, family) -> demand(family.containsKey("TYPE"), "no type of " + name));
    return exposed;
  }

  /** The value of a sample, as {@code name{label="value",…}} in the order of its text. */
  public double value(String sample) {
    Double value = values.get(sample);
    if (value == null) {
      throw new AssertionError("no " + sample + " in " + String.join("\n", values.keySet()));
    }
    return value;
  }

  /** All samples. */
  public Set<String> samples() {
    return values.keySet();
  }

  private void line(String line) {
    Matcher descriptor = DESCRIPTOR.matcher(line);
    if (line.startsWith("#")) {
      demand(descriptor.matches(), "neither TYPE, UNIT nor HELP");
      describe(descriptor.group(1), descriptor.group(2), descriptor.group(3));
    } else {
      Matcher sample = SAMPLE.matcher(line);
      demand(sample.matches(), "no sample");
      sample(sample.group(1), sample.group(2) == null ? "" : sample.group(2), sample.group(3));
    }
  }

  private void describe(String what, String name, String value) {
    if (!name.equals(current)) {
      demand(!families.containsKey(name), "the family comes twice");
      demand(!families.containsKey(name.replaceFirst("_total$", "")), "a name of two families");
      current = name;
      families.put(name, new TreeMap<>());
    }
    demand(!sampled.contains(name), "metadata after samples");
    Map<String, String> family = families.getOrDefault(name, Map.of());
    demand(family.put(what, value) == null, "twice " + what);
    switch (what) {
      case "TYPE" -> demand(value.equals("counter") || value.equals("gauge"), "type " + value);
      case "UNIT" -> demand(name.endsWith("_" + value), "the name does not end with its unit");
      default -> demand(HELP.matcher(value).matches(), "help that is not escaped");
    }
  }

  private void sample(String name, String labels, String number) {
    boolean counter = "counter".equals(families.getOrDefault(current, Map.of()).get("TYPE"));
    demand(name.equals(counter ? current + "_total" : current), "not of family " + current);
    demand(NUMBER.matcher(number).matches(), "no number");
    double value = Double.parseDouble(number);
    demand(!counter || value >= 0, "a counter below zero");
    if (!labels.isEmpty()) {
      labels(labels.substring(1, labels.length() - 1));
    }
    sampled.add(current);
    demand(values.put(name + labels, value) == null, "the same sample twice");
  }

  private static void labels(String labels) {
    Set<String> names = new HashSet<>();
    Matcher label = LABEL.matcher(labels);
    int end = 0;
    while (end < labels.length()) {
      demand(label.find() && label.start() == end, "labels that cannot be read");
      demand(names.add(label.group(1)), "the label twice");
      demand(!label.group(1).startsWith("_"), "a reserved label");
      demand(label.group(3).isEmpty() || label.end() < labels.length(), "a comma at the end");
      end = label.end();
    }
  }

  private static void demand(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
