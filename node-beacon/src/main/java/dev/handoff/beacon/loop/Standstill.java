package dev.handoff.beacon.loop;

import java.time.Duration;

/**
 * A time in which this beacon watched nothing, because the machine or the beacon itself was
 * stopped, suspended or starved: it was woken later than it had asked to be.
 *
 * @param surely how much later, in nanoseconds; zero or less: it was in time
 * @param atMost for how long it had not been awake. The standstill may have begun at any moment of
 *     that
 */
record Standstill(long surely, long atMost) {

  /** Below this, lateness is nothing but a busy machine. */
  static final Duration SHORTEST = Duration.ofMillis(200);

  /** Whether it is too long to be passed over by whoever measures this timeout. */
  boolean matters(Duration timeout) {
    return surely > Math.min(Nanos.of(SHORTEST), Nanos.of(timeout) / 4);
  }

  /**
   * Whether it is so long that others, who measure a timeout of that size by a clock that went on,
   * may have given up because of it.
   */
  boolean ranOut(Duration timeout) {
    return surely > Nanos.of(timeout) / 4;
  }
}
