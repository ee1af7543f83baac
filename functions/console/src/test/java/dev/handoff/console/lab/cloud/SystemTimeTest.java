package dev.handoff.console.lab.cloud;

import dev.handoff.controller.port.Time;
import dev.handoff.controller.port.TimeContract;

final class SystemTimeTest extends TimeContract {

  @Override
  protected Time time() {
    return new SystemTime();
  }
}
