package dev.handoff.beacon.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs a command to its end. No shell interprets it. Of its output only the end is kept.
 *
 * <p>A command may leave a daemon behind that holds its output open, so its exit is waited for, not
 * the end of its output.
 */
final class CommandRun {

  private static final Duration LAST_WORDS = Duration.ofMillis(100);

  /** What came of it. */
  sealed interface Result {

    /** It has ended by itself, or was killed: then the code is 128 and the signal's number. */
    record Exited(int code, String lastLines) implements Result {
      String inWords() {
        return ExitWords.of(code) + (lastLines.isEmpty() ? "" : ": " + lastLines);
      }
    }

    /** It could not be run at all. */
    record NotRun(String why) implements Result {}
  }

  private CommandRun() {}

  /** Runs a command whose output is read. */
  static Result run(List<String> command, Task task) throws InterruptedException {
    return run(command, Map.of(), task);
  }

  /** The same with variables of its own in its environment. */
  static Result run(List<String> command, Map<String, String> environment, Task task)
      throws InterruptedException {
    if (Programs.find(command.getFirst(), null).isEmpty()) {
      return missing(command);
    }
    Tail tail = new Tail();
    Process process;
    try {
      process = prepared(command, environment).start();
    } catch (IOException e) {
      return new Result.NotRun(String.valueOf(e.getMessage()));
    }
    ProcessTree tree = new ProcessTree(SupervisedPid.of(process.pid()));
    task.onKill(tree::kill);
    Thread reader = Thread.startVirtualThread(() -> drain(process.getInputStream(), tail));
    int code = process.waitFor();
    reader.join(LAST_WORDS);
    return new Result.Exited(code, tail.text());
  }

  /** Runs a command that may leave a daemon behind: its output goes to a log. */
  static Result runLogged(List<String> command, Path log, Task task) throws InterruptedException {
    return runLogged(command, Map.of(), log, task);
  }

  /** The same with variables of its own in its environment. */
  static Result runLogged(
      List<String> command, Map<String, String> environment, Path log, Task task)
      throws InterruptedException {
    if (Programs.find(command.getFirst(), null).isEmpty()) {
      return missing(command);
    }
    Process process;
    try {
      ServiceLog.trim(log);
      process =
          prepared(command, environment)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      return new Result.NotRun(String.valueOf(e.getMessage()));
    }
    ProcessTree tree = new ProcessTree(SupervisedPid.of(process.pid()));
    task.onKill(tree::kill);
    int code = process.waitFor();
    return new Result.Exited(code, code == 0 ? "" : ServiceLog.lastLines(log));
  }

  /** Found out before, because the leader of the process group could only tell by its exit. */
  private static Result missing(List<String> command) {
    return new Result.NotRun("there is no program " + command.getFirst());
  }

  private static ProcessBuilder prepared(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = CleanProcess.leader(command);
    builder.environment().putAll(environment);
    return builder;
  }

  private static void drain(InputStream in, Tail tail) {
    byte[] buffer = new byte[4096];
    try (in) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        tail.add(buffer, n);
      }
    } catch (IOException _) {
      // The process was killed while it spoke; what it said so far is kept.
    }
  }
}
