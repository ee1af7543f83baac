package dev.handoff.events;

import java.time.Instant;

/**
 * One line of a cluster's append-only history.
 *
 * @param number counts up from one within the cluster; after a restore from backup it goes on from
 *     the backup's, so it names an entry only together with the time
 * @param at the controller's wall clock
 */
public record JournalEntry(String cluster, long number, Instant at, Happening happening) {

  private static final int DIGITS = 36;

  /** Names the entry, and the alert that comes of it, wherever it is seen again. */
  public String id() {
    return cluster + "-" + number + "-" + Long.toString(at.toEpochMilli(), DIGITS);
  }
}
