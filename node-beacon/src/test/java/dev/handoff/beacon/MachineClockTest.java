package dev.handoff.beacon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MachineClockTest {

  @Test
  void readsTheKernelsUptime() {
    assertEquals(123456, MachineClock.hundredths("1234.56 2345.67\n"));
    assertEquals(5, MachineClock.hundredths("0.05 0.01\n"));
  }

  @Test
  void neverGoesBack() {
    MachineClock clock = new MachineClock();
    long before = clock.now();
    for (int i = 0; i < 1000; i++) {
      long now = clock.now();
      assertTrue(now >= before);
      before = now;
    }
  }

  @Test
  void showsTheTimeSinceTheBoot() throws IOException {
    Path file = Path.of("/proc/uptime");
    assumeTrue(Files.exists(file), "only Linux shows its uptime in a file");
    double before = Double.parseDouble(Files.readString(file).split(" ", -1)[0]);

    long now = new MachineClock().now();

    double after = Double.parseDouble(Files.readString(file).split(" ", -1)[0]);
    double seconds = now / (double) Duration.ofSeconds(1).toNanos();
    assertTrue(before - 0.2 <= seconds && seconds <= after + 0.2, () -> seconds + " s");
  }
}
