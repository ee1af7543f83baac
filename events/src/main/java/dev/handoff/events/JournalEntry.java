package dev.handoff.events;

import java.time.Instant;

/**
 * One line of a cluster's append-only history.
 *
 * @param number counts up from one within the cluster
 * @param at the controller's wall clock
 */
public record JournalEntry(String cluster, long number, Instant at, Happening happening) {

  /** Names the entry, and the alert that comes of it, wherever it is seen again. */
  public String id() {
    return cluster + "-" + number;
  }
}
