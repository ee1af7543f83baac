package dev.handoff.console.lab.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Sees to it that stopped processes do not outlive the lab. A process that got SIGSTOP cannot watch
 * anything, so a shell waits in its place: when the lab is gone, however it went, the shell's input
 * ends and it kills them.
 */
final class Guard implements AutoCloseable {

  private final Process shell;

  private Guard(Process shell) {
    this.shell = shell;
  }

  static Guard over(Collection<ProcessHandle> processes) {
    List<String> command =
        new ArrayList<>(
            List.of("sh", "-c", "trap '' INT; read -r _; kill -s KILL \"$@\"", "handoff-guard"));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    try {
      return new Guard(
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("a shell (sh) is needed and cannot be run", e);
    }
  }

  /** Lets go: the processes run again, or are dead. */
  @Override
  public void close() {
    shell.destroyForcibly();
  }
}
