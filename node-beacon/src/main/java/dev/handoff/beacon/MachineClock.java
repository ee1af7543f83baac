package dev.handoff.beacon;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Monotonic time since the machine's boot, in nanoseconds. It goes on while the machine is
 * suspended, so that a suspended beacon notices: Java's own clock stops then.
 */
final class MachineClock {

  /** The kernel shows its uptime in hundredths of a second; less is no suspension. */
  private static final long JUMP = Duration.ofMillis(100).toNanos();

  private static final long NANOS_PER_HUNDREDTH = Duration.ofMillis(10).toNanos();

  /** Kept open, because it is read at every event; null without Linux's /proc. */
  private final @Nullable RandomAccessFile uptime;

  private final byte[] buffer = new byte[32];
  private long offset;

  MachineClock() {
    uptime = open();
    offset = Math.max(0, uptime(System.nanoTime()) - System.nanoTime());
  }

  /** Never smaller than before. */
  long now() {
    long now = soon();
    long ahead = uptime(now) - now;
    if (ahead > JUMP) {
      offset += ahead;
    }
    return soon();
  }

  /** The same without a look whether the machine was suspended. */
  long soon() {
    return System.nanoTime() + offset;
  }

  private static @Nullable RandomAccessFile open() {
    try {
      return new RandomAccessFile("/proc/uptime", "r");
    } catch (FileNotFoundException _) {
      return null;
    }
  }

  /** Since the boot, suspensions included. */
  private long uptime(long unknown) {
    if (uptime == null) {
      return unknown;
    }
    try {
      uptime.seek(0);
      int length = Math.max(0, uptime.read(buffer));
      return hundredths(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))
          * NANOS_PER_HUNDREDTH;
    } catch (IOException _) {
      return unknown;
    }
  }

  /** Of {@code 1234.56 2345.67}: 123456. */
  static long hundredths(String uptime) {
    int point = uptime.indexOf('.');
    return Long.parseLong(uptime, 0, point, 10) * 100
        + Long.parseLong(uptime, point + 1, point + 3, 10);
  }
}
