package dev.handoff.controller.alert;

import dev.handoff.events.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The small words of alerts: durations, moments, names. */
final class Phrases {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.S", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Phrases() {}

  /** A duration as people say it: {@code 2.1 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
  static String span(Duration duration) {
    Duration d = duration.isNegative() ? Duration.ZERO : duration;
    if (d.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.1f s", d.toMillis() / 1000.0);
    }
    if (d.toMinutes() < 60) {
      return d.toMinutes() + " min" + rest(d.toSecondsPart(), "s");
    }
    return d.toHours() < 48
        ? d.toHours() + " h" + rest(d.toMinutesPart(), "min")
        : d.toDays() + " days" + rest(d.toHoursPart(), "h");
  }

  private static String rest(int part, String unit) {
    return part == 0 ? "" : " " + part + " " + unit;
  }

  static String clock(Instant instant) {
    return CLOCK.format(instant);
  }

  static String moment(Instant instant) {
    return MOMENT.format(instant);
  }

  /** What an alert is about, in front of its subject: the group with its cluster. */
  static String place(JournalEntry entry, @Nullable String group) {
    return group == null || group.equals(entry.cluster())
        ? entry.cluster()
        : entry.cluster() + "/" + group;
  }

  /** As {@code a}, {@code a and b}, or {@code a, b and c}. */
  static String and(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }

  /** The lines of two columns, with the second one under itself. */
  static List<String> columns(List<String> first, List<String> second) {
    int width = first.stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      String left = first.get(i);
      lines.add((left + " ".repeat(width - left.length()) + "  " + second.get(i)).stripTrailing());
    }
    return lines;
  }

  /** A count in front of what is counted. */
  static String times(int count) {
    return switch (count) {
      case 1 -> "once";
      case 2 -> "twice";
      default -> count + " times";
    };
  }
}
