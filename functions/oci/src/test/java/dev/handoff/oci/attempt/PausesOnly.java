package dev.handoff.oci.attempt;

import dev.handoff.controller.port.Time;
import java.time.Duration;
import java.time.Instant;

/**
 * A time in which nothing takes any but pauses, and these end at once; each thread has its own. So
 * a deadline is a number of tries, however slow the machine is.
 */
public final class PausesOnly implements Time {

  private final ThreadLocal<Long> nanos = ThreadLocal.withInitial(() -> 0L);

  @Override
  public Instant now() {
    return Instant.EPOCH.plusNanos(nanos.get());
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void pause(Duration duration) {
    nanos.set(nanos.get() + duration.toNanos());
  }
}
