package dev.handoff.console.scenario;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
public final class Times {

  private Times() {}

  /** With as many digits as anybody wants to read: {@code 84 ms}, {@code 2.41 s}, {@code 3 min}. */
  public static String inWords(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis >= 120_000) {
      return duration.toMinutes() + " min";
    }
    return millis % 1_000 == 0
        ? millis / 1_000 + " s"
        : String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / 1_000.0);
  }
}
