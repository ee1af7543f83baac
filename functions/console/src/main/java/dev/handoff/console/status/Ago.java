package dev.handoff.console.status;

import dev.handoff.console.scenario.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments as people take them in: when it was, how long ago, how long it still lasts. */
public final class Ago {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private Ago() {}

  /** A moment, to the second. */
  public static String moment(Instant moment) {
    return MOMENT.format(moment);
  }

  /** How long it is until then, to the second. */
  static String left(Instant now, Instant until) {
    return Times.inWords(Duration.between(now, until).truncatedTo(ChronoUnit.SECONDS));
  }

  /** A moment with how long ago it was. */
  static String since(Instant moment, Instant now) {
    return moment(moment) + ", " + ago(moment, now);
  }

  /** How long ago it was: {@code 12 s ago}, {@code 3 min ago}, {@code 2 h ago}, {@code 5 d ago}. */
  public static String ago(Instant moment, Instant now) {
    Duration passed = Duration.between(moment, now);
    if (passed.isNegative()) {
      return "just now"; // Another clock than ours wrote it.
    }
    if (passed.toSeconds() < 100) {
      return passed.toSeconds() + " s ago";
    }
    if (passed.toMinutes() < 100) {
      return passed.toMinutes() + " min ago";
    }
    return passed.toHours() < 48 ? passed.toHours() + " h ago" : passed.toDays() + " d ago";
  }
}
