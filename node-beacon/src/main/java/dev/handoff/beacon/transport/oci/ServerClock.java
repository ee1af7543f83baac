package dev.handoff.beacon.transport.oci;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock of the services, as far as their answers tell it. A service refuses what was
 * signed more than five minutes off its own time, and a node whose clock is wrong shall not be cut
 * off for that.
 */
final class ServerClock implements InstantSource {

  /** A date has whole seconds, and an answer takes some time: less than this is no difference. */
  static final Duration TOLERANCE = Duration.ofSeconds(5);

  private final InstantSource machine;
  private volatile Duration ahead = Duration.ZERO;

  /**
   * @param machine the clock that is corrected
   */
  ServerClock(InstantSource machine) {
    this.machine = machine;
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(ahead);
  }

  /**
   * Takes in the header {@code Date} of an answer that has just come.
   *
   * @return whether this clock was wrong, and has been set
   */
  boolean hear(@Nullable String date) {
    if (date == null) {
      return false;
    }
    try {
      Instant told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration difference = Duration.between(instant(), told);
      if (difference.abs().compareTo(TOLERANCE) <= 0) {
        return false;
      }
      ahead = ahead.plus(difference);
      return true;
    } catch (DateTimeParseException _) {
      return false; // Not a time; what the answer itself says is what counts.
    }
  }
}
