package dev.handoff.beacon.host;

import dev.handoff.beacon.host.CommandRun.Result;
import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Systemd units, through {@code systemctl}. */
final class SystemdDriver implements ServiceDriver {

  private final String systemctl;
  private final LongConsumer down;
  private final Map<String, UnitWatch> watches = new ConcurrentHashMap<>();

  /**
   * A driver that watches the units that run.
   *
   * @param systemctl the program to ask
   * @param down is told of a unit that goes down by itself: by the task that started or found it
   */
  SystemdDriver(String systemctl, LongConsumer down) {
    this.systemctl = systemctl;
    this.down = down;
  }

  @Override
  public Finding inspect(Service service, Task task) throws InterruptedException {
    return switch (check(service, task)) {
      case Outcome.Ok _ -> {
        watch(service, task);
        yield new Finding.Runs();
      }
      case Outcome.Failed _ -> new Finding.IsStopped();
      case Outcome.Unknown o -> new Finding.Unclear(o.detail());
    };
  }

  @Override
  public Outcome start(Service service, Task task) throws InterruptedException {
    Outcome started = outcome(call(task, "start", unit(service)));
    if (started instanceof Outcome.Ok) {
      watch(service, task);
    }
    return started;
  }

  @Override
  public Outcome stop(Service service, Task task) throws InterruptedException {
    endWatch(watches.remove(service.name()));
    // To kill the unit ends the job that systemctl waits for.
    task.onKill(() -> Thread.startVirtualThread(() -> killUnit(service)));
    return outcome(call(new Task(0), "stop", unit(service)));
  }

  /** The unit's state, as {@code is-active} prints it; of one that is down, how that came. */
  @Override
  public Outcome check(Service service, Task task) throws InterruptedException {
    return switch (call(task, "is-active", unit(service))) {
      case Result.NotRun r -> new Outcome.Unknown("systemctl cannot be run: " + r.why());
      case Result.Exited r ->
          switch (r.lastLines()) {
            case "active", "reloading" -> Outcome.OK;
            case "inactive", "failed", "activating", "deactivating" ->
                new Outcome.Failed("unit is " + r.lastLines() + lastRun(service, task));
            default -> new Outcome.Unknown("systemctl is-active " + r.inWords());
          };
    };
  }

  private String lastRun(Service service, Task task) throws InterruptedException {
    UnitProperties run = show(service, UnitProperties.LAST_RUN, task);
    return run == null ? "" : run.lastRun();
  }

  private void watch(Service service, Task task) {
    UnitWatch watch = new UnitWatch(() -> state(service), () -> down.accept(task.number()));
    endWatch(watches.put(service.name(), watch));
    Thread.startVirtualThread(watch);
  }

  private static void endWatch(@Nullable UnitWatch watch) {
    if (watch != null) {
      watch.end();
    }
  }

  private @Nullable UnitProperties state(Service service) {
    try {
      return show(service, UnitProperties.STATE, new Task(0));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Null: systemd cannot be asked. */
  private @Nullable UnitProperties show(Service service, String properties, Task task)
      throws InterruptedException {
    return call(task, "show", properties, unit(service)) instanceof Result.Exited r && r.code() == 0
        ? UnitProperties.parse(r.lastLines())
        : null;
  }

  private void killUnit(Service service) {
    try {
      call(new Task(0), "kill", "--signal=SIGKILL", unit(service));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Result call(Task task, String verb, String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(systemctl, verb));
    command.addAll(List.of(arguments));
    return CommandRun.run(command, task);
  }

  private static Outcome outcome(Result result) {
    return switch (result) {
      case Result.Exited r -> r.code() == 0 ? Outcome.OK : new Outcome.Failed(r.inWords());
      case Result.NotRun r -> new Outcome.Failed("systemctl cannot be run: " + r.why());
    };
  }

  private static String unit(Service service) {
    return ((Kind.Systemd) service.kind()).unit();
  }
}
