package dev.handoff.beacon.host;

import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.loop.Action;
import dev.handoff.beacon.loop.Event;
import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Measurement;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.beacon.transport.Transports;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Service;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what the loop wants done to this machine. Every task runs on a virtual thread of its
 * own, and its answer is an event; nothing here ever waits on the loop's thread.
 */
public final class Host {

  private final Consumer<Event> events;
  private final Consumer<Throwable> faults;
  private final Map<Long, Task> tasks = new ConcurrentHashMap<>();
  private final AllowedCommands commands;
  private final SupervisedDriver supervised;
  private final CommandDriver command;
  private final SystemdDriver systemd = new SystemdDriver("systemctl", this::wentDown);
  private final ExternalDriver external = new ExternalDriver();
  private final OcfDriver ocf;
  private final AddressDriver addresses;
  private final ProbeRun probes = new ProbeRun(Capabilities.mayPing());

  /**
   * @param config what a spec may have run on this machine, and where addresses go
   * @param events receives the answers, from many threads
   * @param faults hears of what is wrong with the program itself, from many threads
   */
  public Host(
      StateDirectory state,
      BeaconConfig config,
      Consumer<Event> events,
      Consumer<Throwable> faults) {
    this.events = events;
    this.faults = faults;
    this.commands = new AllowedCommands(config.allowed());
    this.supervised = new SupervisedDriver(state, commands, this::exited);
    this.command = new CommandDriver(state, commands);
    this.ocf = new OcfDriver(state, config.allowed());
    this.addresses =
        new AddressDriver(config.networkInterface(), Transports.localAddresses(config));
  }

  public void inspect(Action.Inspect action) {
    Service service = action.service();
    begin(
        action.task(),
        task -> new Event.Inspected(action.task(), driver(service).inspect(service, task)),
        fault -> new Event.Inspected(action.task(), new Finding.Unclear(fault)));
  }

  public void start(Action.Start action) {
    Service service = action.service();
    begin(
        action.task(),
        task -> new Event.StartEnded(action.task(), driver(service).start(service, task)),
        fault -> new Event.StartEnded(action.task(), new Outcome.Unknown(fault)));
  }

  public void stop(Action.Stop action) {
    Service service = action.service();
    begin(
        action.task(),
        task -> new Event.StopEnded(action.task(), driver(service).stop(service, task)),
        fault -> new Event.StopEnded(action.task(), new Outcome.Unknown(fault)));
  }

  public void monitor(Action.RunMonitor action) {
    begin(
        action.task(),
        task -> new Event.Monitored(action.task(), monitor(action, task)),
        fault -> new Event.Monitored(action.task(), new Outcome.Unknown(fault)));
  }

  public void probe(Action.RunProbe action) {
    begin(
        action.task(),
        task -> new Event.Probed(action.task(), probe(action.probe(), task)),
        fault -> new Event.Probed(action.task(), new Measurement.Unknown(fault)));
  }

  /** Ends a task by force; one that has already ended is not bothered. */
  public void kill(long number) {
    Task task = tasks.get(number);
    if (task != null) {
      Thread.startVirtualThread(task::kill);
    }
  }

  /**
   * Reboots the machine.
   *
   * @return why it failed; null: it did not
   */
  public @Nullable String reboot(List<String> rebootCommand) {
    try {
      return switch (CommandRun.run(rebootCommand, new Task(0))) {
        case CommandRun.Result.Exited r -> r.code() == 0 ? null : r.inWords();
        case CommandRun.Result.NotRun r -> r.why();
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private Outcome monitor(Action.RunMonitor action, Task task) throws InterruptedException {
    Service service = action.service();
    if (action.monitor().check() instanceof Check.Command check) {
      String refused = commands.refusal(check.command(), null);
      if (refused != null) {
        return new Outcome.Unknown("cannot be run: " + refused);
      }
    }
    return MonitorRun.run(action.monitor(), own -> driver(service).check(service, own), task);
  }

  private Measurement probe(Probe probe, Task task) throws InterruptedException {
    if (probe instanceof Probe.Command check) {
      String refused = commands.refusal(check.command(), null);
      if (refused != null) {
        return new Measurement.Unknown("cannot be run: " + refused);
      }
    }
    return probes.run(probe, task);
  }

  /** Work that ends with an answer. */
  private interface Work {
    Event answer(Task task) throws InterruptedException;
  }

  private void begin(long number, Work work, Function<String, Event> faulty) {
    Task task = new Task(number);
    tasks.put(number, task);
    Thread.startVirtualThread(() -> carryOut(task, work, faulty));
  }

  private void carryOut(Task task, Work work, Function<String, Event> faulty) {
    try {
      events.accept(work.answer(task));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      // The loop waits for an answer, also where the program itself is at fault.
      faults.accept(e);
      events.accept(faulty.apply("a fault of the beacon: " + e));
    } finally {
      tasks.remove(task.number());
    }
  }

  private void exited(long task, String detail) {
    events.accept(new Event.ProcessExited(task, detail));
  }

  private void wentDown(long task) {
    events.accept(new Event.WentDown(task));
  }

  private ServiceDriver driver(Service service) {
    return switch (service.kind()) {
      case Kind.Supervised _ -> supervised;
      case Kind.Systemd _ -> systemd;
      case Kind.Command _ -> command;
      case Kind.External _ -> external;
      case Kind.Ocf _ -> ocf;
      case Kind.InterfaceAddress _ -> addresses;
    };
  }
}
