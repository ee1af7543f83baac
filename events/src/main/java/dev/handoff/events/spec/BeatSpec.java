package dev.handoff.events.spec;

import java.time.Duration;

/**
 * How often nodes speak, and how long they may be quiet.
 *
 * @param interval between two ordinary beats, at least 100 ms
 * @param timeout silence after which a node counts as lost, at least two intervals
 */
public record BeatSpec(Duration interval, Duration timeout) {

  public static final BeatSpec DEFAULT = new BeatSpec(Duration.ofSeconds(2), Duration.ofSeconds(8));
}
