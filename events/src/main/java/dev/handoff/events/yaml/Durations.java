package dev.handoff.events.yaml;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The spec's durations: a whole number and its unit, {@code ms}, {@code s}, m, h or d. */
public final class Durations {

  /** What a message says is allowed. */
  public static final String ALLOWED =
      "a whole number with its unit: ms, s, m, h or d, for example 500ms";

  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final List<String> LARGEST_FIRST = List.of("d", "h", "m", "s");

  private Durations() {}

  /** The duration, or null where the text is none. */
  public static @Nullable Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    Duration unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    return unit == null ? null : unit.multipliedBy(Long.parseLong(matcher.group(1)));
  }

  /** As the spec writes it, in the largest unit that divides it. */
  public static String shown(Duration duration) {
    for (String unit : LARGEST_FIRST) {
      Duration one = UNITS.get(unit);
      if (one != null && !duration.isZero() && duration.toMillis() % one.toMillis() == 0) {
        return duration.toMillis() / one.toMillis() + unit;
      }
    }
    return duration.isZero() ? "0s" : duration.toMillis() + "ms";
  }
}
