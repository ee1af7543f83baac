package dev.handoff.beacon.host;

import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Service;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Processes that the beacon starts and watches itself. They survive it: the next beacon finds them
 * by the pid that was written down.
 */
final class SupervisedDriver implements ServiceDriver {

  /** Only a parent is told of an exit; a process that was found is looked at this often. */
  private static final Duration ADOPTED_POLL = Duration.ofMillis(200);

  private static final Duration STOP_POLL = Duration.ofMillis(20);

  /** How long a process that was killed may take to vanish; then it hangs in the kernel. */
  private static final Duration KILLED_LIMIT = Duration.ofSeconds(5);

  private final StateDirectory state;
  private final AllowedCommands commands;
  private final Exits exits;

  /** Is told when a process ends by itself. */
  interface Exits {
    void exited(long task, String detail);
  }

  SupervisedDriver(StateDirectory state, AllowedCommands commands, Exits exits) {
    this.state = state;
    this.commands = commands;
    this.exits = exits;
  }

  @Override
  public Finding inspect(Service service, Task task) {
    try {
      Optional<SupervisedPid> known = state.running(service.name());
      if (known.isEmpty()) {
        return new Finding.IsStopped();
      }
      SupervisedPid pid = known.get();
      if (pid.isAlive()) {
        Thread.startVirtualThread(() -> watchAdopted(pid, service, task));
        return new Finding.Runs();
      }
      // Its leader is gone, but what it started may still hold its port.
      new ProcessTree(pid).kill();
      state.notRunning(service.name());
      return new Finding.IsStopped();
    } catch (IOException e) {
      return new Finding.Unclear("its pid file cannot be read: " + e.getMessage());
    }
  }

  @Override
  public Outcome start(Service service, Task task) {
    Kind.Supervised kind = (Kind.Supervised) service.kind();
    // Found out before, because the leader of the process group could only tell by its exit.
    String refused = commands.refusal(kind.command(), kind.directory());
    if (refused != null) {
      return new Outcome.Failed(refused);
    }
    Path log = state.log(service.name());
    Process process;
    try {
      ServiceLog.trim(log);
      process =
          builder(kind).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    } catch (IOException e) {
      return new Outcome.Failed(String.valueOf(e.getMessage()));
    }
    SupervisedPid pid = SupervisedPid.of(process.pid());
    try {
      state.running(service.name(), pid);
    } catch (IOException e) {
      new ProcessTree(pid).kill();
      return new Outcome.Failed("its pid cannot be written down: " + e.getMessage());
    }
    Thread.startVirtualThread(() -> watchChild(process, service, task));
    return Outcome.OK;
  }

  @Override
  public Outcome stop(Service service, Task task) throws InterruptedException {
    Optional<SupervisedPid> known;
    try {
      known = state.running(service.name());
      if (known.isEmpty()) {
        return Outcome.OK;
      }
    } catch (IOException e) {
      return new Outcome.Failed("its pid file cannot be read: " + e.getMessage());
    }
    ProcessTree tree = new ProcessTree(known.get());
    tree.terminate();
    task.onKill(tree::kill);
    if (!waitUntilGone(tree, task)) {
      return new Outcome.Failed("process " + known.get().pid() + " does not end, even when killed");
    }
    try {
      state.notRunning(service.name());
    } catch (IOException e) {
      return new Outcome.Failed("its pid file cannot be removed: " + e.getMessage());
    }
    return Outcome.OK;
  }

  @Override
  public Outcome check(Service service, Task task) {
    try {
      return state.running(service.name()).map(SupervisedPid::isAlive).orElse(false)
          ? Outcome.OK
          : new Outcome.Failed("not running");
    } catch (IOException e) {
      return new Outcome.Unknown("its pid file cannot be read: " + e.getMessage());
    }
  }

  private static ProcessBuilder builder(Kind.Supervised kind) {
    ProcessBuilder builder = CleanProcess.leader(kind.command());
    builder.environment().putAll(kind.environment());
    if (kind.directory() != null) {
      builder.directory(new File(kind.directory()));
    }
    return builder;
  }

  private static boolean waitUntilGone(ProcessTree tree, Task task) throws InterruptedException {
    long killedFor = 0;
    while (!tree.isGone()) {
      Thread.sleep(STOP_POLL);
      if (task.isKilled()) {
        // Again and again: a member may have started another one while it was being killed.
        tree.kill();
        killedFor += STOP_POLL.toNanos();
      }
      if (killedFor > KILLED_LIMIT.toNanos()) {
        return false;
      }
    }
    return true;
  }

  private void watchChild(Process process, Service service, Task task) {
    try {
      int code = process.waitFor();
      exits.exited(task.number(), lastWords(ExitWords.of(code), service));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watchAdopted(SupervisedPid pid, Service service, Task task) {
    try {
      while (pid.isAlive()) {
        Thread.sleep(ADOPTED_POLL);
      }
      exits.exited(task.number(), lastWords("ended", service));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String lastWords(String end, Service service) {
    String lines = ServiceLog.lastLines(state.log(service.name()));
    return lines.isEmpty() ? end : end + ": " + lines;
  }
}
