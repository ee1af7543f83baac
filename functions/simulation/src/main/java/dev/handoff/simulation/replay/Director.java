package dev.handoff.simulation.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sees to it that everything happens in its turn. Quiet times in which nothing can happen any more
 * are left out. What befell the cluster when all was in order befalls the world when all is in
 * order: simulated calls may take seconds longer than those that were recorded, and nobody kills a
 * service that has not started yet.
 */
final class Director {

  /** What is left out ends so long before the next cue. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private static final long LOOKS = Duration.ofMillis(250).toNanos();
  private static final int LOOKS_IN_ORDER = 4;
  private static final int MOST_LOOKS = 120;

  private record Cue(Instant at, boolean waits, Runnable what) {}

  private final Past past;
  private final Stage stage;
  private final Calendar calendar;
  private final Duration quiet;
  private final Consumer<Instant> audience;
  private final List<Cue> cues = new ArrayList<>();

  /** When something was last done to the world; it takes a moment until that is told of. */
  private long befallen = Long.MIN_VALUE / 2;

  /**
   * Prepares.
   *
   * @param quiet after so long nothing follows any more from what has happened
   * @param audience hears of each moment that something is planned for, when it comes
   */
  Director(Past past, Stage stage, Calendar calendar, Duration quiet, Consumer<Instant> audience) {
    this.past = past;
    this.stage = stage;
    this.calendar = calendar;
    this.quiet = quiet;
    this.audience = audience;
  }

  /**
   * Plans something.
   *
   * @param waits whether it waits for the world, if the recorded cluster was in order
   */
  void cue(Instant at, boolean waits, Runnable what) {
    cues.add(new Cue(at, waits, what));
  }

  /** Lets it all happen, up to the end of the journal and that long after it. */
  void play(Duration after) {
    cues.sort(Comparator.comparing(Cue::at));
    Instant before = past.from();
    for (Cue cue : cues) {
      goTo(before, cue.at);
      if (cue.waits && wasInOrder(cue.at)) {
        await(cue.at);
      }
      audience.accept(cue.at);
      cue.what.run();
      if (cue.waits) {
        befallen = stage.agenda().now();
      }
      before = cue.at;
    }
    goTo(before, past.to());
    stage.agenda().runUntil(stage.agenda().now() + after.toNanos());
  }

  private void goTo(Instant from, Instant to) {
    if (Duration.between(from, to).compareTo(quiet.plus(AHEAD)) > 0) {
      stage.agenda().runUntil(calendar.world(from.plus(quiet)));
      calendar.set(stage.agenda().now(), to.minus(AHEAD));
    }
    stage.agenda().runUntil(Math.max(stage.agenda().now(), calendar.world(to)));
  }

  private void await(Instant recorded) {
    long since = stage.agenda().now() - befallen;
    if (since >= LOOKS * LOOKS_IN_ORDER && stage.isInOrder()) {
      return;
    }
    int inOrder = 0;
    for (int look = 0; look < MOST_LOOKS && inOrder < LOOKS_IN_ORDER; look++) {
      stage.agenda().runUntil(stage.agenda().now() + LOOKS);
      inOrder = stage.isInOrder() ? inOrder + 1 : 0;
    }
    calendar.set(stage.agenda().now(), recorded);
  }

  /** Whether the journal had told the end of every handover and of every failure by then. */
  private boolean wasInOrder(Instant at) {
    return Order.isAtTheEndOf(
        past.entries().stream().filter(entry -> entry.at().isBefore(at)).toList());
  }
}
