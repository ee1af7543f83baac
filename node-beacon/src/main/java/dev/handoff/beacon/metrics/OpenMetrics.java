package dev.handoff.beacon.metrics;

import java.math.BigDecimal;

/**
 * Writes the text format of OpenMetrics 1.0. Only counters and gauges: node_exporter's collector of
 * text files reads Prometheus' older format, which knows both, takes units for comments, and
 * refuses the newer types.
 *
 * @see <a
 *     href="https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md">the
 *     specification</a>
 */
final class OpenMetrics {

  private static final int NANO_DIGITS = 9;

  private final StringBuilder text = new StringBuilder();

  /** The name of the samples of the family that is being written. */
  private String sample = "";

  /** Begins a family of numbers that only grow; {@code _total} comes by itself. */
  OpenMetrics counter(String name, String help) {
    begin(name, "counter", help);
    sample = name + "_total";
    return this;
  }

  /** Begins a family of numbers that go up and down. */
  OpenMetrics gauge(String name, String help) {
    begin(name, "gauge", help);
    sample = name;
    return this;
  }

  private void begin(String name, String type, String help) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    for (String unit : new String[] {"seconds", "bytes"}) {
      if (name.endsWith("_" + unit)) {
        text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
      }
    }
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
  }

  /** A value of the family; {@code labels} are names and values in turn. */
  OpenMetrics value(long value, String... labels) {
    return line(Long.toString(value), labels);
  }

  /** A value in seconds. */
  OpenMetrics seconds(long nanos, String... labels) {
    String plain = BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros().toPlainString();
    return line(plain, labels);
  }

  private OpenMetrics line(String value, String... labels) {
    text.append(sample);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      escape(labels[i + 1]);
      text.append('"');
    }
    text.append(labels.length == 0 ? " " : "} ").append(value).append('\n');
    return this;
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(c);
      }
    }
  }

  /** All of it; nothing may follow. */
  String end() {
    return text.append("# EOF\n").toString();
  }
}
