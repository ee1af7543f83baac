package dev.handoff.beacon.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Linux tells of a process.
 *
 * @param name its own, of at most 15 bytes
 * @param state one letter; {@code Z} and {@code X} are dead
 * @param group process group
 * @param started in clock ticks since the machine's boot: with the pid it names one process for as
 *     long as the machine is up
 */
record ProcessStat(String name, char state, long group, long started) {

  /** Reads {@code /proc/PID/stat}; empty if there is no such process, or no such file system. */
  static Optional<ProcessStat> of(long pid) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc/" + pid + "/stat"));
      // A process may call itself anything, also what is no text.
      return Optional.of(parse(new String(line, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether the process is known to be dead, although its parent has not yet noticed. */
  static boolean isDead(long pid) {
    return of(pid).filter(ProcessStat::isDead).isPresent();
  }

  /** Whether it has died, and its parent has not yet noticed. */
  boolean isDead() {
    return state == 'Z' || state == 'X';
  }

  /** The name in parentheses may contain anything, so fields are counted from its end. */
  static ProcessStat parse(String line) {
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    String name = line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'));
    return new ProcessStat(
        name, fields[0].charAt(0), Long.parseLong(fields[2]), Long.parseLong(fields[19]));
  }
}
