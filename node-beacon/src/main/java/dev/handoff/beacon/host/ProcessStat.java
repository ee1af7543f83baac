package dev.handoff.beacon.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Linux tells of a process.
 *
 * @param state one letter; {@code Z} and {@code X} are dead
 * @param group process group
 * @param started in clock ticks since the machine's boot: with the pid it names one process for as
 *     long as the machine is up
 */
record ProcessStat(char state, long group, long started) {

  /** Reads {@code /proc/PID/stat}; empty if there is no such process, or no such file system. */
  static Optional<ProcessStat> of(long pid) {
    try {
      return Optional.of(parse(Files.readString(Path.of("/proc/" + pid + "/stat"))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether the process is known to be dead, although its parent has not yet noticed. */
  static boolean isDead(long pid) {
    return of(pid).filter(stat -> stat.state == 'Z' || stat.state == 'X').isPresent();
  }

  /** The name in parentheses may contain anything, so fields are counted from its end. */
  static ProcessStat parse(String line) {
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcessStat(
        fields[0].charAt(0), Long.parseLong(fields[2]), Long.parseLong(fields[19]));
  }
}
