package dev.handoff.console.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was known after one look.
 *
 * @param number counts looks
 * @param at when it was, by the clock of this machine
 * @param scene the newest that could be had; null: none yet
 * @param sceneNumber the look that brought it; zero: none yet
 * @param strips the beats of each node
 * @param trouble why this look brought nothing; null: it did
 * @param pace when the next look is due
 */
record Moment(
    long number,
    Instant at,
    @Nullable Scene scene,
    long sceneNumber,
    List<Strip> strips,
    @Nullable String trouble,
    Duration pace) {

  Moment {
    strips = List.copyOf(strips);
  }

  /** Before the first look. */
  static Moment none(Instant at) {
    return new Moment(0, at, null, 0, List.of(), null, Duration.ZERO);
  }
}
