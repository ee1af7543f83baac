package dev.handoff.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a cluster's append-only history.
 *
 * @param number counts up from one within the cluster; after a restore from backup it goes on from
 *     the backup's, so it names an entry only together with the time
 * @param at the controller's wall clock
 * @param incident what it belongs to, as it stood after it; null: nothing is in trouble, or the
 *     entry is of an older version
 */
public record JournalEntry(
    String cluster, long number, Instant at, Happening happening, @Nullable Incident incident) {

  private static final int DIGITS = 36;

  /** An entry that belongs to no incident. */
  public JournalEntry(String cluster, long number, Instant at, Happening happening) {
    this(cluster, number, at, happening, null);
  }

  /** The same entry, of an incident. */
  public JournalEntry of(@Nullable Incident other) {
    return new JournalEntry(cluster, number, at, happening, other);
  }

  /** Names the entry, and the alert that comes of it, wherever it is seen again. */
  public String id() {
    return cluster + "-" + number + "-" + Long.toString(at.toEpochMilli(), DIGITS);
  }
}
