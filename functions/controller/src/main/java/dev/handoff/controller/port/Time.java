package dev.handoff.controller.port;

import java.time.Duration;
import java.time.Instant;

/** Time, as the shell sees it; simulations bring their own. */
public interface Time {

  /** The wall clock. */
  Instant now();

  /** A monotonic clock, in nanoseconds from an arbitrary start. */
  long nanos();

  /** Waits. */
  void pause(Duration duration);
}
