package dev.handoff.events;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trouble from its beginning to its end: what ties its journal entries, and the alerts that come
 * of them, to one thread.
 *
 * @param about what is in trouble, for example {@code group web}; at most one about it is open
 * @param id of the journal entry that it began with
 * @param since when it began, by the controller's clock
 * @param times how often it has come in a row: trouble that begins within {@link #QUIET} of the end
 *     of the last about the same counts on from it; zero: somebody wanted it, or it is the first
 *     time
 * @param over when it ended; null: it goes on
 */
public record Incident(String about, String id, Instant since, int times, @Nullable Instant over) {

  /** What has not come back after this time is over for good; the next one is a new trouble. */
  public static final Duration QUIET = Duration.ofMinutes(30);

  public boolean isOpen() {
    return over == null;
  }

  public Incident ended(Instant now) {
    return new Incident(about, id, since, times, now);
  }

  /** Whether nothing depends on it any more. */
  public boolean isForgotten(Instant now) {
    return over != null && !now.isBefore(over.plus(QUIET));
  }

  /**
   * Whether people are to be told of it: of the first, second, fourth, eighth … in a row. What
   * comes back every minute is known by then, and a mail each time would hide the others.
   */
  public boolean isWorthTelling() {
    return times <= 0 || Integer.bitCount(times) == 1;
  }
}
