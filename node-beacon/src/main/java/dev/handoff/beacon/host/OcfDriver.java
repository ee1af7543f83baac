package dev.handoff.beacon.host;

import dev.handoff.beacon.config.Allowed;
import dev.handoff.beacon.host.CommandRun.Result;
import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Services by resource agents, unchanged, such as those of the package {@code resource-agents}.
 * Only agents that this machine's {@code beacon.yaml} names are run.
 */
final class OcfDriver implements ServiceDriver {

  private final StateDirectory state;
  private final Allowed allowed;

  OcfDriver(StateDirectory state, Allowed allowed) {
    this.state = state;
    this.allowed = allowed;
  }

  /**
   * Asks as Pacemaker probes. A service that its agent calls failed may run all the same; that it
   * does is what a stop can put right, so it counts as running.
   */
  @Override
  public Finding inspect(Service service, Task task) throws InterruptedException {
    Answer answer = ask(service, "monitor", Duration.ZERO, service.startTimeout(), task);
    return switch (answer.exit()) {
      case null -> new Finding.Unclear(answer.words());
      case NOT_RUNNING, NOT_INSTALLED -> new Finding.IsStopped();
      case OcfExit exit when exit.saysNothing() -> new Finding.Unclear(answer.words());
      case OcfExit _ -> new Finding.Runs();
    };
  }

  @Override
  public Outcome start(Service service, Task task) throws InterruptedException {
    OcfAgent agent = OcfAgent.of(service, allowed.agentRoot());
    String refused = refusal(agent);
    if (refused != null) {
      return new Outcome.Failed(refused);
    }
    Map<String, String> environment =
        agent.environment(service, Duration.ZERO, service.startTimeout());
    Answer answer =
        answer(
            agent,
            CommandRun.runLogged(
                agent.command("start"), environment, state.log(service.name()), task));
    return answer.works() ? Outcome.OK : new Outcome.Failed(answer.words());
  }

  /** Where the agent cannot stop it, or is killed over it, its monitor has the last word. */
  @Override
  public Outcome stop(Service service, Task task) throws InterruptedException {
    Duration limit = service.stopTimeout();
    Answer answer = ask(service, "stop", Duration.ZERO, limit, task);
    if (answer.works() || answer.exit() == OcfExit.NOT_RUNNING) {
      return Outcome.OK;
    }
    Answer after = ask(service, "monitor", Duration.ZERO, limit, new Task(0));
    return after.exit() == OcfExit.NOT_RUNNING ? Outcome.OK : new Outcome.Failed(answer.words());
  }

  @Override
  public Outcome check(Service service, Task task) throws InterruptedException {
    Monitor monitor = OcfAgent.monitor(service);
    Answer answer = ask(service, "monitor", monitor.interval(), monitor.timeout(), task);
    if (answer.exit() == null) {
      return new Outcome.Unknown(answer.words());
    }
    return answer.works() ? Outcome.OK : new Outcome.Failed(answer.words());
  }

  /**
   * What an agent has answered.
   *
   * @param exit null: it was not run
   */
  private record Answer(@Nullable OcfExit exit, String words) {
    boolean works() {
      return exit != null && exit.works();
    }
  }

  private Answer ask(Service service, String action, Duration interval, Duration limit, Task task)
      throws InterruptedException {
    OcfAgent agent = OcfAgent.of(service, allowed.agentRoot());
    String refused = refusal(agent);
    return refused == null
        ? answer(
            agent,
            CommandRun.run(
                agent.command(action), agent.environment(service, interval, limit), task))
        : new Answer(null, refused);
  }

  private @Nullable String refusal(OcfAgent agent) {
    return allowed.agent(agent.name())
        ? null
        : "the beacon.yaml of this machine does not allow agent %s: add it to 'agents' of 'allow'"
            .formatted(agent.name());
  }

  private static Answer answer(OcfAgent agent, Result result) {
    return switch (result) {
      case Result.NotRun r -> new Answer(null, agent.name() + " cannot be run: " + r.why());
      case Result.Exited r when r.code() > 128 && OcfExit.of(r.code()) == OcfExit.GENERIC ->
          new Answer(OcfExit.GENERIC, agent.name() + " was " + r.inWords());
      case Result.Exited r -> {
        OcfExit exit = OcfExit.of(r.code());
        String why = reason(r.lastLines());
        String words = "%s %s (%d)".formatted(agent.name(), exit.inWords(), r.code());
        yield new Answer(exit, why.isEmpty() ? words : words + ": " + why);
      }
    };
  }

  /** The agent's own reason, if it has given one; else whatever it said last. */
  private static String reason(String lastLines) {
    int at = lastLines.lastIndexOf(OcfAgent.REASON);
    return at < 0 ? lastLines : lastLines.substring(at + OcfAgent.REASON.length()).strip();
  }
}
