package dev.handoff.console.lab.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Signals to processes. Java itself can only send two of them. */
final class Signals {

  private static final int PATIENCE_SECONDS = 5;

  private Signals() {}

  /** Stops processes where they are, until they are {@linkplain #resume resumed} or killed. */
  static void stop(Collection<ProcessHandle> processes) {
    send("STOP", processes);
  }

  static void resume(Collection<ProcessHandle> processes) {
    send("CONT", processes);
  }

  /** Ends processes at once; a stopped one too. */
  static void kill(Collection<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  /** A process and all that it has started, as far as they are still its descendants. */
  static List<ProcessHandle> tree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  private static void send(String signal, Collection<ProcessHandle> processes) {
    if (processes.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("kill", "-s", signal));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    try {
      Process kill =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException("the command 'kill' is needed and cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
