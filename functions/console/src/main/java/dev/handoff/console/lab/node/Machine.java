package dev.handoff.console.lab.node;

import dev.handoff.console.lab.cloud.EmbeddedFence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node of the lab: a real beacon process with a state directory of its own, and the services that
 * this beacon runs. Powering it on is a boot with a new boot id.
 */
public final class Machine implements EmbeddedFence.Machine {

  /** Longer than services of an example take to stop. */
  private static final int FAREWELL_SECONDS = 30;

  private final String node;
  private final Path directory;
  private final BeaconLauncher launcher;
  private final Consumer<String> trouble;
  private final Map<String, Guard> stopped = new HashMap<>();
  private @Nullable Process beacon;
  private boolean frozen;
  private long boots;

  /** Starts the beacon of a node. */
  @FunctionalInterface
  public interface BeaconLauncher {
    /**
     * Starts it.
     *
     * @param directory for its configuration, state and log
     */
    Process start(String node, String boot, Path directory) throws IOException;
  }

  /** How a machine looks from outside. */
  public enum State {
    ON,
    OFF,
    FROZEN
  }

  /**
   * A machine that is off.
   *
   * @param directory of its own, where it keeps everything
   * @param trouble receives what a person should know, such as a beacon that ended by itself
   */
  public Machine(String node, Path directory, BeaconLauncher launcher, Consumer<String> trouble) {
    this.node = node;
    this.directory = directory;
    this.launcher = launcher;
    this.trouble = trouble;
  }

  public synchronized State state() {
    return beacon == null ? State.OFF : frozen ? State.FROZEN : State.ON;
  }

  /** The beacon's process id, while the machine is on. */
  public synchronized Optional<Long> beaconPid() {
    return Optional.ofNullable(beacon).map(Process::pid);
  }

  /**
   * Boots; does nothing if it runs.
   *
   * @throws IOException if the beacon cannot be started
   */
  public synchronized void boot() throws IOException {
    if (beacon != null) {
      return;
    }
    Files.createDirectories(directory);
    Process started = launcher.start(node, UUID.randomUUID().toString(), directory);
    beacon = started;
    long thisBoot = ++boots;
    Thread.ofVirtual().start(() -> watch(started, thisBoot));
  }

  private void watch(Process process, long boot) {
    int code = process.onExit().join().exitValue();
    synchronized (this) {
      if (beacon == null || boots != boot) {
        return;
      }
      powerOff();
    }
    trouble.accept(
        "the beacon of "
            + node
            + " ended by itself (exit code "
            + code
            + "); its log: "
            + directory.resolve("beacon.log"));
  }

  /** Everything on it dies at once, as when the power fails. */
  @Override
  public synchronized void powerOff() {
    Process process = beacon;
    beacon = null;
    frozen = false;
    if (process == null) {
      return;
    }
    if (process.isAlive()) {
      // Stopped first, so that it cannot start anything while we look for what it has started.
      Signals.stop(List.of(process.toHandle()));
    }
    Signals.kill(everything(process));
    releaseAll();
  }

  /**
   * It is told to shut down: the beacon stops what it runs and says goodbye, and then everything
   * ends. One that takes too long over it loses its power.
   */
  public synchronized void shutDown() {
    Process process = beacon;
    if (process == null) {
      return;
    }
    thaw();
    process.destroy();
    try {
      process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    powerOff();
  }

  /**
   * Whether a process of a service exists here, be it stopped or not. Asked very often, it waits
   * for nothing that is being done to the machine.
   */
  public boolean runs(String service) {
    return noted(pidFile(service)).stream()
        // Of a process that is dead, but not buried yet, nobody can tell what it ran.
        .anyMatch(process -> process.isAlive() && process.info().command().isPresent());
  }

  /** Nothing on it gets any time to run, until it is thawed. */
  public synchronized void freeze() {
    if (beacon != null && !frozen) {
      frozen = true;
      stop("", everything(beacon));
    }
  }

  public synchronized void thaw() {
    if (beacon != null && frozen) {
      frozen = false;
      resume("", everything(beacon));
    }
  }

  /** SIGKILL of a service; false if it does not run here. */
  public synchronized boolean kill(String service) {
    List<ProcessHandle> processes = processes(service);
    Signals.kill(processes);
    release(service);
    return !processes.isEmpty();
  }

  /** SIGSTOP of a service; false if it does not run here. */
  public synchronized boolean hang(String service) {
    List<ProcessHandle> processes = processes(service);
    if (!processes.isEmpty()) {
      stop(service, processes);
    }
    return !processes.isEmpty();
  }

  /** SIGCONT of a service; false if it does not run here. */
  public synchronized boolean resume(String service) {
    List<ProcessHandle> processes = processes(service);
    resume(service, processes);
    return !processes.isEmpty();
  }

  private void stop(String what, List<ProcessHandle> processes) {
    release(what);
    stopped.put(what, Guard.over(processes));
    Signals.stop(processes);
  }

  private void resume(String what, List<ProcessHandle> processes) {
    release(what);
    Signals.resume(processes);
  }

  private void release(String what) {
    Guard guard = stopped.remove(what);
    if (guard != null) {
      guard.close();
    }
  }

  private void releaseAll() {
    stopped.values().forEach(Guard::close);
    stopped.clear();
  }

  /** The beacon, and what it runs: as its children, or as it has noted. */
  private List<ProcessHandle> everything(Process process) {
    Set<ProcessHandle> all = new LinkedHashSet<>(Signals.tree(process.toHandle()));
    try (DirectoryStream<Path> pids =
        Files.newDirectoryStream(directory.resolve("state/services"), "*.pid")) {
      for (Path file : pids) {
        all.addAll(processes(file));
      }
    } catch (NoSuchFileException e) {
      // It has not run anything yet.
    } catch (IOException e) {
      throw new UncheckedIOException("the state of " + node + " cannot be read", e);
    }
    return new ArrayList<>(all);
  }

  private List<ProcessHandle> processes(String service) {
    return beacon == null ? List.of() : processes(pidFile(service));
  }

  private Path pidFile(String service) {
    return directory.resolve("state/services").resolve(service + ".pid");
  }

  private static List<ProcessHandle> processes(Path file) {
    return noted(file).map(Signals::tree).orElse(List.of());
  }

  /** A pid file holds the process id, and after a space when it was started. */
  private static Optional<ProcessHandle> noted(Path file) {
    try {
      long pid = Long.parseLong(Files.readString(file).strip().split(" ", 2)[0]);
      return ProcessHandle.of(pid);
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
