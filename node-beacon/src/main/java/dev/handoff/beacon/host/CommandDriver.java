package dev.handoff.beacon.host;

import dev.handoff.beacon.host.CommandRun.Result;
import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Service;

/** Services that the operator's own commands start, stop and check. */
final class CommandDriver implements ServiceDriver {

  private final StateDirectory state;
  private final AllowedCommands commands;

  CommandDriver(StateDirectory state, AllowedCommands commands) {
    this.state = state;
    this.commands = commands;
  }

  @Override
  public Finding inspect(Service service, Task task) throws InterruptedException {
    return switch (check(service, task)) {
      case Outcome.Ok _ -> new Finding.Runs();
      // "Not running" is 7, but many scripts say 1: a start decides in both cases.
      case Outcome.Failed _ -> new Finding.IsStopped();
      case Outcome.Unknown o -> new Finding.Unclear(o.detail());
    };
  }

  @Override
  public Outcome start(Service service, Task task) throws InterruptedException {
    return outcome(commands.runLogged(kind(service).start(), state.log(service.name()), task));
  }

  /** Where the stop command fails or is killed, the service's own check has the last word. */
  @Override
  public Outcome stop(Service service, Task task) throws InterruptedException {
    Result result = commands.run(kind(service).stop(), task);
    Outcome outcome = outcome(result);
    if (outcome instanceof Outcome.Ok) {
      return outcome;
    }
    return check(service, new Task(0)) instanceof Outcome.Failed ? Outcome.OK : outcome;
  }

  @Override
  public Outcome check(Service service, Task task) throws InterruptedException {
    return switch (commands.run(kind(service).monitor(), task)) {
      case Result.Exited r ->
          r.code() == 0 ? Outcome.OK : new Outcome.Failed("monitor " + r.inWords());
      case Result.NotRun r -> new Outcome.Unknown("monitor cannot be run: " + r.why());
    };
  }

  private static Outcome outcome(Result result) {
    return switch (result) {
      case Result.Exited r -> r.code() == 0 ? Outcome.OK : new Outcome.Failed(r.inWords());
      case Result.NotRun r -> new Outcome.Failed("cannot be run: " + r.why());
    };
  }

  private static Kind.Command kind(Service service) {
    return (Kind.Command) service.kind();
  }
}
