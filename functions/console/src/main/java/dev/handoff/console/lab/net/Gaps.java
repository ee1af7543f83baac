package dev.handoff.console.lab.net;

import java.time.Duration;

/**
 * How long a client went without a good answer. Times are nanoseconds of one monotonic clock,
 * whichever; the caller reads it.
 *
 * <p>A gap is the time between one good answer and the next. The one that matters began with the
 * last good answer before something was broken, so a break does not start a gap: it only starts the
 * search for the largest one. A gap that has not ended yet counts for as long as it has lasted.
 */
public final class Gaps {

  private long lastGood;
  private long steadySince;
  private long largest;
  private long answers;

  /**
   * Starts with nothing seen.
   *
   * @param now when the client begins; until the first answer the gap counts from here
   */
  public Gaps(long now) {
    lastGood = now;
    steadySince = now;
  }

  /** A good answer arrived. Answers may be reported out of order; a late one changes nothing. */
  public synchronized void good(long at) {
    if (at <= lastGood && answers > 0) {
      return;
    }
    long gap = at - lastGood;
    largest = Math.max(largest, gap);
    if (gap > STEADY_NANOS || answers == 0) {
      steadySince = at;
    }
    lastGood = at;
    answers++;
  }

  /**
   * Something is about to break: forgets all gaps but the one that is open now, and how long all
   * has gone well.
   */
  public synchronized void mark(long now) {
    largest = 0;
    steadySince = Math.max(steadySince, now);
  }

  /** The largest gap since the last {@link #mark}, the open one included. */
  public synchronized Duration largest(long now) {
    return Duration.ofNanos(Math.max(largest, now - lastGood));
  }

  /**
   * How long answers have arrived without a pause that a person would notice, since the last {@link
   * #mark} at most; zero in a gap.
   */
  public synchronized Duration steadyFor(long now) {
    return answers == 0 || now - lastGood > STEADY_NANOS
        ? Duration.ZERO
        : Duration.ofNanos(now - steadySince);
  }

  /** Longer than any pause between two requests of a healthy loop on a busy machine. */
  private static final long STEADY_NANOS = 100_000_000;
}
