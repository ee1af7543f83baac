package dev.handoff.beacon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Monotonic time since the machine's boot, in nanoseconds. It goes on while the machine is
 * suspended, so that a suspended beacon notices: Java's own clock stops then.
 */
final class MachineClock {

  private static final Path UPTIME = Path.of("/proc/uptime");

  /** The kernel shows its uptime in hundredths of a second; less is no suspension. */
  private static final long JUMP = Duration.ofMillis(100).toNanos();

  private long offset;

  MachineClock() {
    offset = Math.max(0, uptime(System.nanoTime()) - System.nanoTime());
  }

  /** Never smaller than before. */
  long now() {
    long java = System.nanoTime();
    long ahead = uptime(java + offset) - (java + offset);
    if (ahead > JUMP) {
      offset += ahead;
    }
    return System.nanoTime() + offset;
  }

  /** Nanoseconds since the boot, suspensions included; {@code unknown} without Linux's /proc. */
  private static long uptime(long unknown) {
    try {
      String text = Files.readString(UPTIME);
      return (long) (Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1e9);
    } catch (IOException e) {
      return unknown;
    }
  }
}
