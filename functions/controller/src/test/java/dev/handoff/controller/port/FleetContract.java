package dev.handoff.controller.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every fleet has to do. */
public abstract class FleetContract {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** A fleet in which nothing was lost yet, of the clusters a, b and c. */
  protected abstract Fleet threeClusters();

  @Test
  void countsEachClusterOnce() {
    Fleet fleet = threeClusters();

    assertEquals(new Fleet.Losses(1, 3), fleet.noteLoss("a", NOON, WINDOW));
    assertEquals(new Fleet.Losses(1, 3), fleet.noteLoss("a", NOON.plusSeconds(1), WINDOW));
    assertEquals(new Fleet.Losses(2, 3), fleet.noteLoss("b", NOON.plusSeconds(2), WINDOW));
  }

  @Test
  void forgetsWhatLiesBeforeTheWindow() {
    Fleet fleet = threeClusters();
    fleet.noteLoss("a", NOON, WINDOW);

    assertEquals(new Fleet.Losses(1, 3), fleet.noteLoss("b", NOON.plus(WINDOW), WINDOW));
  }
}
