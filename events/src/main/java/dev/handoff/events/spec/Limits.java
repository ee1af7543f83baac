package dev.handoff.events.spec;

import java.time.Duration;

/**
 * The brake against flapping: at most {@code maxMoves} unattended moves of one group within {@code
 * window}; after that the group is parked and people are told.
 */
public record Limits(int maxMoves, Duration window) {

  public static final Limits DEFAULT = new Limits(3, Duration.ofHours(1));
}
