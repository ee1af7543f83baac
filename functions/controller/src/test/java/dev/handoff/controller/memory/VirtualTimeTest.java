package dev.handoff.controller.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.controller.port.Samples;
import dev.handoff.controller.port.Time;
import dev.handoff.controller.port.TimeContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VirtualTimeTest extends TimeContract {

  private final VirtualTime time = new VirtualTime(Samples.NOON);

  @Override
  protected Time time() {
    return time;
  }

  @Test
  void aJumpOfTheWallClockLeavesTheMonotonicClockAlone() {
    time.advance(Duration.ofSeconds(1));
    time.jump(Samples.NOON.minusSeconds(3600));

    assertEquals(Duration.ofSeconds(1).toNanos(), time.nanos());
    assertEquals(Samples.NOON.minusSeconds(3600), time.now());
  }
}
