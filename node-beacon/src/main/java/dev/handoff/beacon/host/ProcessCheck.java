package dev.handoff.beacon.host;

import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Monitor.Check;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for processes in {@code /proc}; asks nobody, and starts nothing. */
final class ProcessCheck {

  private static final Path PROC = Path.of("/proc");

  /** A file may be older than the process by what its clock and ours may differ. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  /** Some pid files have more lines than the one with the number. */
  private static final int MOST_BYTES = 64;

  private static final Pattern PID = Pattern.compile("\\s*([1-9][0-9]{0,9})(?:\\s.*|)");

  /** The kernel keeps no more of a process's name. */
  private static final int LONGEST_NAME = 15;

  private static final String DELETED = " (deleted)";

  private ProcessCheck() {}

  /** The process that a file names must be alive, and must be the one that the file was for. */
  static Outcome pidFile(Check.PidFile check) {
    String file = check.file();
    String head;
    Instant written;
    try {
      Path path = Path.of(file);
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return new Outcome.Unknown(file + " is not a file that could name a process");
      }
      written = attributes.lastModifiedTime().toInstant();
      try (InputStream in = Files.newInputStream(path)) {
        head = new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
      }
    } catch (NoSuchFileException e) {
      return new Outcome.Failed("there is no " + file);
    } catch (IOException | InvalidPathException e) {
      return new Outcome.Unknown(file + " cannot be read: " + e);
    }
    Matcher pid = PID.matcher(head.lines().findFirst().orElse(""));
    return pid.matches()
        ? named(check, Long.parseLong(pid.group(1)), written)
        : new Outcome.Failed(file + " names no process: '" + Tail.lastLines(head) + "'");
  }

  private static Outcome named(Check.PidFile check, long pid, Instant written) {
    String which = "process " + pid + " of " + check.file();
    Optional<ProcessStat> found = ProcessStat.of(pid);
    if (found.isEmpty()) {
      return seesOthers()
          ? new Outcome.Failed(which + " is gone: the file is stale")
          : new Outcome.Unknown(which + " cannot be seen: /proc shows this user its own only");
    }
    ProcessStat stat = found.get();
    if (stat.isDead()) {
      return new Outcome.Failed(which + " has died, and its parent has not noticed (a zombie)");
    }
    if (check.name() != null) {
      return isCalled(check.name(), pid, stat)
          ? Outcome.OK
          : new Outcome.Failed(
              which + " is another one: it is called " + stat.name() + ", not " + check.name());
    }
    return BootTime.earliestStart(stat.started()).minus(TOLERANCE).isAfter(written)
        ? new Outcome.Failed(
            which
                + " is another one ("
                + stat.name()
                + "), which started after the file was written")
        : Outcome.OK;
  }

  /** So many processes of a name must be alive; the beacon itself does not count. */
  static Outcome processes(Check.Processes check) {
    int alive = 0;
    int dead = 0;
    try (DirectoryStream<Path> numbers = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path number : numbers) {
        long pid = Long.parseLong(number.getFileName().toString());
        Optional<ProcessStat> found = ProcessStat.of(pid);
        if (found.isPresent()
            && pid != ProcessHandle.current().pid()
            && isCalled(check.name(), pid, found.get())) {
          alive += found.get().isDead() ? 0 : 1;
          dead += found.get().isDead() ? 1 : 0;
        }
      }
    } catch (IOException e) {
      return new Outcome.Unknown("the processes cannot be listed: " + e.getMessage());
    }
    if (alive >= check.atLeast()) {
      return Outcome.OK;
    }
    if (!seesOthers()) {
      return new Outcome.Unknown("/proc shows this user its own processes only");
    }
    return new Outcome.Failed(missing(check, alive, dead));
  }

  private static String missing(Check.Processes check, int alive, int dead) {
    String zombies = dead == 0 ? "" : " (and " + dead + " that died: zombies)";
    String wanted = check.atLeast() == 1 ? "" : ", at least " + check.atLeast() + " should be";
    return switch (alive) {
      case 0 -> "no process is called " + check.name() + zombies + wanted;
      case 1 -> "1 process is called " + check.name() + zombies + wanted;
      default -> alive + " processes are called " + check.name() + zombies + wanted;
    };
  }

  private static boolean isCalled(String name, long pid, ProcessStat stat) {
    String kept = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    return stat.name().equals(kept) || name.equals(program(pid));
  }

  /** The program's name without its path; empty if that cannot be told. */
  private static String program(long pid) {
    try {
      Path file = Files.readSymbolicLink(PROC.resolve(pid + "/exe")).getFileName();
      String name = file == null ? "" : file.toString();
      // After an upgrade the old program goes on running.
      return name.endsWith(DELETED) ? name.substring(0, name.length() - DELETED.length()) : name;
    } catch (IOException | UnsupportedOperationException e) {
      return ""; // a thread of the kernel, gone by now, or another user's
    }
  }

  /** A mount option may hide the processes of others. */
  private static boolean seesOthers() {
    return Files.isReadable(PROC.resolve("1/stat"));
  }
}
