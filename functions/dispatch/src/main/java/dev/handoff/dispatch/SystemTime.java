package dev.handoff.dispatch;

import dev.handoff.controller.port.Time;
import java.time.Duration;
import java.time.Instant;

/** The machine's own clocks. */
public final class SystemTime implements Time {

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the thread is interrupted, which leaves it interrupted
   */
  @Override
  public void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + duration, e);
    }
  }
}
