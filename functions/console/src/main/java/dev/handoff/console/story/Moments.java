package dev.handoff.console.story;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments for scripts. */
public final class Moments {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Moments() {}

  /** ISO-8601 in UTC, always with milliseconds. */
  public static String iso(Instant at) {
    return ISO.format(at);
  }
}
