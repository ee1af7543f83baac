package dev.handoff.events;

import java.time.Duration;

/**
 * A watcher's testimony that a peer has gone quiet. Evidence only: the controller looks itself
 * before it believes.
 *
 * @param node the peer
 * @param boot and {@code sequence}: the last beat that was seen
 * @param silentFor how long that has been so on the watcher's monotonic clock, from zero to {@link
 *     #LONGEST}
 */
public record MissedBeat(String node, String boot, long sequence, Duration silentFor) {

  /** A silence that is said to be longer counts as this long. */
  public static final Duration LONGEST = Duration.ofDays(366);

  public MissedBeat {
    if (silentFor.isNegative()) {
      silentFor = Duration.ZERO;
    } else if (silentFor.compareTo(LONGEST) > 0) {
      silentFor = LONGEST;
    }
  }
}
