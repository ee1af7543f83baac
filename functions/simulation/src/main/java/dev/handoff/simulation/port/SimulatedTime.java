package dev.handoff.simulation.port;

import dev.handoff.controller.port.Time;
import java.time.Duration;
import java.time.Instant;

/** A function's clocks: the wall clock may be wrong, the monotonic one is not. */
final class SimulatedTime implements Time {

  private final Invocation function;

  SimulatedTime(Invocation function) {
    this.function = function;
  }

  @Override
  public Instant now() {
    return function.wallClock();
  }

  @Override
  public long nanos() {
    return function.cloud().agenda().now();
  }

  @Override
  public void pause(Duration duration) {
    function.sleep(duration.toNanos());
  }
}
