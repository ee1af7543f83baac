package dev.handoff.controller.port;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every time must do. */
public abstract class TimeContract {

  /** The time under test. */
  protected abstract Time time();

  @Test
  void theMonotonicClockNeverGoesBack() {
    long before = time().nanos();
    for (int i = 0; i < 1_000; i++) {
      long after = time().nanos();
      assertTrue(after - before >= 0);
      before = after;
    }
  }

  @Test
  void aPauseTakesAtLeastItsTime() {
    long before = time().nanos();

    time().pause(Duration.ofMillis(20));

    assertTrue(time().nanos() - before >= Duration.ofMillis(20).toNanos());
  }

  @Test
  void aPauseOfNothingReturns() {
    time().pause(Duration.ZERO);
  }

  @Test
  void theWallClockIsInThisCentury() {
    assertTrue(time().now().isAfter(Instant.parse("2026-01-01T00:00:00Z")));
  }
}
