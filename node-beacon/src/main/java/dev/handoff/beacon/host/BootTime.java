package dev.handoff.beacon.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When the machine was booted, by the wall clock. Whoever sets the clock moves that moment, so it
 * is kept as it first was, too: by one of the two a file's time can be compared with it.
 */
final class BootTime {

  private static final Path STAT = Path.of("/proc/stat");
  private static final String KEY = "btime ";

  /** The kernel counts them so on every architecture of ours. */
  private static final long TICKS_PER_SECOND = 100;

  private static final Instant FIRST_SEEN = now();

  private BootTime() {}

  /** The earliest moment at which a process can have started. */
  static Instant earliestStart(long ticks) {
    Instant now = now();
    Instant boot = now.isBefore(FIRST_SEEN) ? now : FIRST_SEEN;
    return boot.plus(Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND));
  }

  private static Instant now() {
    try {
      return parse(Files.readAllLines(STAT));
    } catch (IOException e) {
      return Instant.EPOCH; // then no process counts as too young
    }
  }

  /** The same, from the lines of {@code /proc/stat}. */
  static Instant parse(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(KEY))
        .map(line -> Instant.ofEpochSecond(Long.parseLong(line.substring(KEY.length()).strip())))
        .findFirst()
        .orElse(Instant.EPOCH);
  }
}
