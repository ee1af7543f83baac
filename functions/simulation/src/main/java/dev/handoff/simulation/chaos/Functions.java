package dev.handoff.simulation.chaos;

import dev.handoff.controller.Evaluation;
import dev.handoff.controller.Operator;
import dev.handoff.controller.Outcome;
import dev.handoff.controller.PlanBook;
import dev.handoff.controller.Ports;
import dev.handoff.controller.Trigger;
import dev.handoff.events.Beat;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.simulation.fault.FaultKind;
import dev.handoff.simulation.node.Machine;
import dev.handoff.simulation.port.Cloud;
import dev.handoff.simulation.port.Invocation;
import dev.handoff.simulation.promise.Bounds;
import dev.handoff.simulation.promise.Fact;
import dev.handoff.simulation.promise.Promises;
import dev.handoff.simulation.promise.Violation;
import dev.handoff.simulation.world.Dice;
import dev.handoff.simulation.world.Fiber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Runs the production functions when a trigger calls them. */
public final class Functions implements Machine.Controller {

  private static final Duration QUICK = Duration.ofMillis(40);
  private static final Duration USUAL = Duration.ofMillis(500);
  private static final Duration LATE = Duration.ofMinutes(2);

  /** What Monitoring takes to notice what is absent. */
  private static final Duration ALARM_AT_FIRST = Duration.ofSeconds(5);

  private static final Duration ALARM_AT_LAST = Duration.ofMinutes(2);

  private final Cloud cloud;
  private final Dice dice;
  private final UnaryOperator<Ports> tampered;
  private final PlanBook plans = new PlanBook();
  private final Set<String> coming = new HashSet<>();
  private final List<Fiber> fibers = new ArrayList<>();
  private long invocations;

  /**
   * Prepares to run functions.
   *
   * @param tampered what a canary does to the ports
   */
  public Functions(Cloud cloud, Dice dice, UnaryOperator<Ports> tampered) {
    this.cloud = cloud;
    this.dice = dice;
    this.tampered = tampered;
  }

  /** {@inheritDoc} Several of one cluster are one reason to look. */
  @Override
  public void urgent(Beat beat) {
    if (cloud.weather().strikes(FaultKind.TRIGGERS_LOST, dice)) {
      return;
    }
    if (coming.add(beat.cluster())) {
      trigger(() -> {
        coming.remove(beat.cluster());
        evaluate(beat.cluster(), Trigger.BEAT);
      });
    }
  }

  @Override
  public void tick(Beat beat) {
    if (!cloud.weather().strikes(FaultKind.SCHEDULE_LOST, dice)) {
      trigger(() -> evaluate(beat.cluster(), Trigger.SCHEDULE));
    }
  }

  /**
   * A minute is over, and the alarm of absent beats looks again.
   *
   * @param quiet whether a node of the cluster has not been heard for a minute
   */
  public void alarm(String cluster, BooleanSupplier quiet) {
    cloud.agenda().after(Bounds.SCHEDULE, () -> alarm(cluster, quiet));
    if (quiet.getAsBoolean() && !cloud.weather().strikes(FaultKind.SCHEDULE_LOST, dice)) {
      cloud
          .agenda()
          .after(
              dice.between(ALARM_AT_FIRST, ALARM_AT_LAST),
              () -> evaluate(cluster, Trigger.SCHEDULE));
    }
  }

  /** The minute is over. */
  public void schedule(String cluster) {
    cloud.agenda().after(Bounds.SCHEDULE, () -> schedule(cluster));
    if (!cloud.weather().strikes(FaultKind.SCHEDULE_LOST, dice)) {
      trigger(() -> evaluate(cluster, Trigger.SCHEDULE));
    }
  }

  private void trigger(Runnable what) {
    cloud.agenda().after(delay(), what);
    if (cloud.weather().strikes(FaultKind.FUNCTION_DOUBLED, dice)) {
      cloud.agenda().after(delay(), what);
    }
  }

  private Duration delay() {
    boolean late = cloud.weather().strikes(FaultKind.FUNCTION_LATE, dice);
    return dice.between(QUICK, late ? LATE : USUAL);
  }

  private void evaluate(String cluster, Trigger trigger) {
    run(
        cluster,
        trigger,
        ports -> inWords(new Evaluation(ports, plans).run(cluster, trigger)),
        how -> {});
  }

  private static String inWords(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Evaluated _ -> "";
      case Outcome.NoCluster _ -> "";
      case Outcome.Destroyed destroyed -> destroyed.inWords();
      case Outcome.Overtaken _ -> "overtaken";
      case Outcome.TooLarge large -> large.detail();
      case Outcome.Unavailable unavailable -> unavailable.detail();
    };
  }

  /** A person gives a command; it goes through its text as any other event. */
  public void operate(String cluster, OperatorCommand command, Consumer<Operator.Reply> answer) {
    String text = Json.write(command, OperatorCommand.class);
    cloud
        .history()
        .tell(
            new Fact.Commanded(
                cluster,
                command,
                command instanceof OperatorCommand.Apply ? "applies a spec" : command.toString()));
    run(
        cluster,
        Trigger.OPERATOR,
        ports -> {
          Operator.Reply reply = new Operator(ports).run(cluster, parsed(text), "somebody");
          answer.accept(reply);
          return "";
        },
        how -> answer.accept(new Operator.Reply.Unavailable(how)));
  }

  private static OperatorCommand parsed(String text) {
    try {
      return Json.read(text, OperatorCommand.class);
    } catch (MalformedEvent e) {
      throw new IllegalStateException("a command that was written cannot be read: " + text, e);
    }
  }

  /**
   * Runs one function.
   *
   * @param body says what was strange about its end, or nothing
   * @param died hears how it died, if it did
   */
  private void run(
      String cluster, Trigger trigger, Function<Ports, String> body, Consumer<String> died) {
    long number = ++invocations;
    fibers.removeIf(Fiber::isFinished);
    cloud.history().tell(new Fact.FunctionBegan(cluster, number, trigger));
    Fiber fiber =
        new Fiber(
            cloud.agenda(),
            self -> {
              Invocation invocation =
                  new Invocation(cloud, cluster, number, self, dice.fork("function" + number));
              try {
                String strange = body.apply(tampered.apply(invocation.ports()));
                cloud
                    .history()
                    .tell(new Fact.FunctionEnded(cluster, number, strange, !strange.isEmpty()));
              } catch (Invocation.Killed e) {
                String how = String.valueOf(e.getMessage());
                cloud.history().tell(new Fact.FunctionEnded(cluster, number, how, true));
                died.accept(how);
              } catch (RuntimeException e) {
                crashed(cluster, number, e);
                died.accept(e.toString());
              }
            });
    fibers.add(fiber);
    fiber.start();
  }

  private void crashed(String cluster, long number, RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    String where = trace.length == 0 ? "" : " at " + trace[0];
    cloud
        .history()
        .note(
            new Violation(
                Promises.NOTHING_CRASHES,
                cloud.agenda().now(),
                cluster,
                "function " + number + ": " + e + where));
  }

  /** The world ends. */
  public void end() {
    fibers.forEach(Fiber::end);
  }
}
