package dev.handoff.console.cib;

import dev.handoff.events.spec.Score;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of attributes as Pacemaker reads them. */
public final class Values {

  private static final Set<String> TRUE = Set.of("true", "on", "yes", "y", "1");
  private static final Set<String> FALSE = Set.of("false", "off", "no", "n", "0");
  private static final Pattern INTERVAL = Pattern.compile("\\s*(\\d+)\\s*([a-zA-Z]*)\\s*");

  /** Pacemaker drops what follows the point. */
  private static final Pattern INTEGER = Pattern.compile("([+-]?\\d{1,18})(?:\\.\\d*)?");

  private static final Pattern ZONE = Pattern.compile("(Z|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})$");

  private Values() {}

  public static boolean isTrue(@Nullable String value) {
    return value != null && TRUE.contains(value.toLowerCase(Locale.ROOT));
  }

  public static boolean bool(String what, @Nullable String value, boolean otherwise)
      throws InvalidCib {
    if (value == null) {
      return otherwise;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
      throw new InvalidCib("%s: '%s' is neither true nor false".formatted(what, value));
    }
    return TRUE.contains(lower);
  }

  public static boolean isDefault(@Nullable String value) {
    return value == null || value.replace("#", "").equalsIgnoreCase("default");
  }

  public static Score score(String what, @Nullable String value) throws InvalidCib {
    if (value == null) {
      return Score.ZERO;
    }
    String upper = value.strip().toUpperCase(Locale.ROOT);
    switch (upper) {
      case "INFINITY", "+INFINITY" -> {
        return Score.INFINITY;
      }
      case "-INFINITY" -> {
        return Score.MINUS_INFINITY;
      }
      default -> {}
    }
    Matcher matcher = INTEGER.matcher(upper);
    if (!matcher.matches()) {
      throw new InvalidCib("%s: '%s' is not a score".formatted(what, value));
    }
    return Score.of(Long.parseLong(matcher.group(1)));
  }

  static long integer(String what, @Nullable String value, long otherwise) throws InvalidCib {
    if (value == null) {
      return otherwise;
    }
    Matcher matcher = INTEGER.matcher(value.strip());
    if (!matcher.matches()) {
      throw new InvalidCib("%s: '%s' is not a number".formatted(what, value));
    }
    return Long.parseLong(matcher.group(1));
  }

  /** An interval: a number of seconds, or with a unit, or an ISO 8601 duration. */
  public static Duration interval(String what, @Nullable String value) throws InvalidCib {
    if (value == null || value.isBlank()) {
      return Duration.ZERO;
    }
    Matcher matcher = INTERVAL.matcher(value);
    if (matcher.matches() && matcher.group(1).length() <= 12) {
      long number = Long.parseLong(matcher.group(1));
      switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
        case "", "s", "sec" -> {
          return Duration.ofSeconds(number);
        }
        case "ms", "msec" -> {
          return Duration.ofMillis(number);
        }
        case "us", "usec" -> {
          return Duration.ofMillis(number / 1000);
        }
        case "m", "min" -> {
          return Duration.ofMinutes(number);
        }
        case "h", "hr" -> {
          return Duration.ofHours(number);
        }
        default -> {}
      }
    }
    try {
      // Hours, minutes and seconds are understood without their T as well.
      return Duration.parse(value.replaceFirst("^P(\\d+[HS])", "PT$1"));
    } catch (DateTimeException e) {
      throw new InvalidCib("%s: '%s' is not an interval".formatted(what, value), e);
    }
  }

  /** Seconds since the epoch, as times in the status section are written. */
  static @Nullable Instant epoch(String what, @Nullable String value) throws InvalidCib {
    return value == null ? null : Instant.ofEpochSecond(integer(what, value, 0));
  }

  /** A date of a rule. Without an offset it means the time zone of whoever evaluates it. */
  static Instant date(String what, String value) throws InvalidCib {
    String text = value.strip().replaceFirst(" +", "T").replace(" ", "");
    try {
      if (!text.contains("T")) {
        return LocalDate.parse(text, DateTimeFormatter.ISO_DATE)
            .atStartOfDay(ZoneId.systemDefault())
            .toInstant();
      }
      if (!ZONE.matcher(text.substring(text.indexOf('T'))).find()) {
        return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
      }
      return OffsetDateTime.parse(withColon(text)).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidCib("%s: '%s' is not a date".formatted(what, value), e);
    }
  }

  private static String withColon(String text) {
    if (text.endsWith("Z") || text.charAt(text.length() - 3) == ':') {
      return text;
    }
    return text.charAt(text.length() - 3) == '+' || text.charAt(text.length() - 3) == '-'
        ? text + ":00"
        : text.substring(0, text.length() - 2) + ":" + text.substring(text.length() - 2);
  }
}
