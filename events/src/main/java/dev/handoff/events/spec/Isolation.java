package dev.handoff.events.spec;

import java.time.Duration;

/**
 * What a node does by itself when its beats are no longer acknowledged.
 *
 * @param after measured on the node's monotonic clock from the moment the last acknowledged beat
 *     was sent
 */
public record Isolation(Duration after, Action action) {

  public static final Isolation IGNORE = new Isolation(Duration.ofSeconds(4), Action.IGNORE);

  /** What is done once {@link #after} has passed. */
  public enum Action {
    /** Services keep running: better served twice than not at all. */
    IGNORE,
    /** The node stops its active groups: better not served than served twice. */
    STOP,
    /** The node reboots, for services that cannot be trusted to stop. */
    REBOOT
  }
}
