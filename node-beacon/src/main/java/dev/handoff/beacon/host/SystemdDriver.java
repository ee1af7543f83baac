package dev.handoff.beacon.host;

import dev.handoff.beacon.host.CommandRun.Result;
import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Service;
import java.util.ArrayList;
import java.util.List;

/** Systemd units, through {@code systemctl}. */
final class SystemdDriver implements ServiceDriver {

  private final String systemctl;

  /**
   * @param systemctl the program to ask
   */
  SystemdDriver(String systemctl) {
    this.systemctl = systemctl;
  }

  @Override
  public Finding inspect(Service service, Task task) throws InterruptedException {
    return switch (check(service, task)) {
      case Outcome.Ok _ -> new Finding.Runs();
      case Outcome.Failed _ -> new Finding.IsStopped();
      case Outcome.Unknown o -> new Finding.Unclear(o.detail());
    };
  }

  @Override
  public Outcome start(Service service, Task task) throws InterruptedException {
    return outcome(call(task, "start", unit(service)));
  }

  @Override
  public Outcome stop(Service service, Task task) throws InterruptedException {
    // To kill the unit ends the job that systemctl waits for.
    task.onKill(() -> Thread.startVirtualThread(() -> killUnit(service)));
    return outcome(call(new Task(0), "stop", unit(service)));
  }

  /** The unit's state, as {@code is-active} prints it. */
  @Override
  public Outcome check(Service service, Task task) throws InterruptedException {
    return switch (call(task, "is-active", unit(service))) {
      case Result.NotRun r -> new Outcome.Unknown("systemctl cannot be run: " + r.why());
      case Result.Exited r ->
          switch (r.lastLines()) {
            case "active", "reloading" -> Outcome.OK;
            case "inactive", "failed", "activating", "deactivating" ->
                new Outcome.Failed("unit is " + r.lastLines());
            default -> new Outcome.Unknown("systemctl is-active " + r.inWords());
          };
    };
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
