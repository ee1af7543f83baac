package dev.handoff.beacon.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this process takes of its machine.
 *
 * @param residentBytes memory that is in use now
 * @param cpuNanos processor time since its start, user and system together
 */
record ProcessUse(long residentBytes, long cpuNanos) {

  private static final String KEY = "VmRSS:";

  /** Looks; null without Linux's /proc. */
  static @Nullable ProcessUse now() {
    try {
      String status = Files.readString(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1);
      Optional<Duration> cpu = ProcessHandle.current().info().totalCpuDuration();
      return new ProcessUse(resident(status), cpu.map(Duration::toNanos).orElse(0L));
    } catch (IOException _) {
      return null;
    }
  }

  /** Of {@code VmRSS: 57344 kB} among other lines: 58720256; zero if it is not there. */
  static long resident(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith(KEY))
        .map(line -> line.substring(KEY.length()).replace("kB", "").strip())
        .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
        .findFirst()
        .orElse(0);
  }
}
