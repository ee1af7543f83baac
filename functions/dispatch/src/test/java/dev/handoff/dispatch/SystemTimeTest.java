package dev.handoff.dispatch;

import dev.handoff.controller.port.Time;
import dev.handoff.controller.port.TimeContract;

class SystemTimeTest extends TimeContract {

  @Override
  protected Time time() {
    return new SystemTime();
  }
}
