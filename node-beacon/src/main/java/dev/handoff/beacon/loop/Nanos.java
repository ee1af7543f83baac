package dev.handoff.beacon.loop;

import java.time.Duration;

/**
 * Arithmetic on the loop's time: nanoseconds of monotonic machine uptime. Nothing overflows: {@link
 * #NEVER} is later than every other moment, and stays so.
 */
final class Nanos {

  static final long NEVER = Long.MAX_VALUE;

  private Nanos() {}

  /** Length of a duration; those beyond 292 years count as endless. */
  static long of(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return duration.isNegative() ? 0 : NEVER;
    }
  }

  /** The moment {@code delay} after {@code moment}; both are zero or more. */
  static long after(long moment, long delay) {
    long sum = moment + delay;
    return sum < 0 ? NEVER : sum;
  }

  static long after(long moment, Duration delay) {
    return after(moment, of(delay));
  }

  /** A duration as the spec would write it, for people: {@code 250ms}, {@code 3s}, {@code 1.5s}. */
  static String inWords(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 == 0) {
      return millis / 1000 + "s";
    }
    return millis < 1000 ? millis + "ms" : millis / 1000.0 + "s";
  }
}
