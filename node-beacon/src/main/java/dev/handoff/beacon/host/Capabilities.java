package dev.handoff.beacon.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel lets this process do. */
final class Capabilities {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String EFFECTIVE = "CapEff:";
  private static final int NET_RAW = 13;

  private Capabilities() {}

  /** Whether it may send ICMP; false where that cannot be told. */
  static boolean mayPing() {
    try {
      return mayPing(Files.readAllLines(STATUS));
    } catch (IOException e) {
      return false;
    }
  }

  /** The same, from the lines of {@code /proc/PID/status}. */
  static boolean mayPing(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(EFFECTIVE))
        .map(line -> Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), 16))
        .anyMatch(effective -> (effective >> NET_RAW & 1) == 1);
  }
}
