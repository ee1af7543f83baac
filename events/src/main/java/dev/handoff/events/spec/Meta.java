package dev.handoff.events.spec;

import java.time.Duration;

/**
 * Pacemaker's resource meta-attributes that steer placement.
 *
 * @param priority groups of higher priority are placed first
 * @param resourceStickiness what staying is worth, for each active resource of a group
 * @param migrationThreshold failures on a node after which the group leaves it; zero: never; {@link
 *     Score#INFINITY}: only a fatal start failure bans
 * @param failureTimeout age at which the failures of a resource are forgiven; zero: never
 */
public record Meta(
    int priority, Score resourceStickiness, Score migrationThreshold, Duration failureTimeout) {

  /** Pacemaker's own defaults. */
  public static final Meta DEFAULT = new Meta(0, Score.ZERO, Score.INFINITY, Duration.ZERO);
}
