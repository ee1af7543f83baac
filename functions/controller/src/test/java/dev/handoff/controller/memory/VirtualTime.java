package dev.handoff.controller.memory;

import dev.handoff.controller.port.Time;
import java.time.Duration;
import java.time.Instant;

/** Time that passes only when somebody pauses or the test says so. */
public final class VirtualTime implements Time {

  private Instant now;
  private long nanos;

  public VirtualTime(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public void pause(Duration duration) {
    advance(duration);
  }

  /** Lets time pass on both clocks. */
  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
    nanos += duration.toNanos();
  }

  /** Sets the wall clock, as a bad time server would; the monotonic clock does not notice. */
  public synchronized void jump(Instant to) {
    now = to;
  }
}
