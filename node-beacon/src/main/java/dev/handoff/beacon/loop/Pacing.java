package dev.handoff.beacon.loop;

import java.time.Duration;

/**
 * Keeps a restart storm slow: the first restart comes at once, each further one waits twice as long
 * as the one before, from {@link #FIRST_DELAY} up to {@link #LONGEST_DELAY}. A service that has run
 * for {@link #STABLE} is back at the beginning.
 */
final class Pacing {

  static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
  static final Duration STABLE = Duration.ofSeconds(60);

  private int inARow;
  private long notBefore;

  /**
   * Notes a failure.
   *
   * @param ranFor how long the service had run, in nanoseconds; zero if it never did
   */
  void failed(long now, long ranFor) {
    inARow = ranFor >= Nanos.of(STABLE) ? 1 : inARow + 1;
    notBefore = Nanos.after(now, delay(inARow));
  }

  /** Forgets all: somebody has cleaned up, or the service was stopped on purpose. */
  void forget() {
    inARow = 0;
    notBefore = 0;
  }

  /** The first moment at which another attempt may be made. */
  long notBefore() {
    return notBefore;
  }

  private static long delay(int failures) {
    if (failures <= 1) {
      return 0;
    }
    // Shifted by 10 at most, which is beyond the longest delay already.
    long doubled = Nanos.of(FIRST_DELAY) << Math.min(failures - 2, 10);
    return Math.min(doubled, Nanos.of(LONGEST_DELAY));
  }
}
