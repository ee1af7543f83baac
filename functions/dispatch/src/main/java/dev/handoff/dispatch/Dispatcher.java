package dev.handoff.dispatch;

import com.google.gson.JsonObject;
import dev.handoff.controller.Evaluation;
import dev.handoff.controller.Operator;
import dev.handoff.controller.Operator.Reply;
import dev.handoff.controller.Outcome;
import dev.handoff.controller.PlanBook;
import dev.handoff.controller.Ports;
import dev.handoff.controller.Trigger;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.dispatch.OperatorEvent.BadOperation;
import dev.handoff.dispatch.OperatorEvent.Operation;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Looks at clusters, and carries out what operators ask for. Each cluster is evaluated on its own,
 * so that what is wrong with one harms no other.
 */
public final class Dispatcher {

  /** Evaluations at the same time; each holds a few connections and a record. */
  private static final int AT_ONCE = 32;

  private final Ports ports;
  private final Function<ClusterSpec, List<Permission>> dryRuns;
  private final Metrics metrics;
  private final PlanBook plans = new PlanBook();

  /** A dispatcher that keeps no metrics. */
  public Dispatcher(Ports ports, Function<ClusterSpec, List<Permission>> dryRuns) {
    this(ports, dryRuns, Metrics.NONE);
  }

  /**
   * Makes a dispatcher.
   *
   * @param dryRuns asks the cloud what it would permit for a spec, without doing it
   * @param metrics hears the figures of each invocation at its end
   */
  public Dispatcher(Ports ports, Function<ClusterSpec, List<Permission>> dryRuns, Metrics metrics) {
    this.ports = ports;
    this.dryRuns = dryRuns;
    this.metrics = metrics;
  }

  /** The ports of one invocation. */
  private Ports watched(EventLog log, Tally tally) {
    return tally.watching(ports.with(new LoggedJournal(ports.journal(), log)));
  }

  /**
   * Looks at every cluster, for the schedule.
   *
   * @return JSON for whoever invoked the function
   * @throws CloudUnavailable if the clusters cannot be listed
   * @throws EvaluationsFailed if some clusters could not be evaluated; all others were
   */
  public String schedule(EventLog log) {
    List<String> clusters = ports.store().clusters();
    Survey survey = evaluate(Set.copyOf(clusters), Trigger.SCHEDULE, log);
    log.info(
        "schedule",
        Map.of(
            "clusters", clusters.size(),
            "failed", survey.failures().size(),
            "down", survey.groupsDown(),
            "held", survey.clustersHeld()));
    if (!survey.failures().isEmpty()) {
      throw new EvaluationsFailed(survey.failures(), clusters.size());
    }
    JsonObject reply = new JsonObject();
    reply.addProperty("evaluated", clusters.size());
    return reply.toString();
  }

  /**
   * Carries out what an operator asks for.
   *
   * @return the reply as JSON, see {@link Reply}
   */
  public String operate(OperatorEvent event, EventLog log) {
    return switch (event) {
      case Operation operation -> operate(operation, log);
      case BadOperation(String why) -> {
        log.error("bad-operator-event", Map.of("detail", why));
        yield Json.write(new Reply.Refused(why), Reply.class);
      }
    };
  }

  private String operate(Operation operation, EventLog log) {
    Tally tally = new Tally();
    Reply reply;
    try {
      reply =
          new Operator(watched(log, tally))
              .run(operation.cluster(), operation.command(), operation.by());
    } catch (CloudUnavailable e) {
      reply = new Reply.Unavailable(String.valueOf(e.getMessage()));
    }
    String json = Json.write(reply, Reply.class);
    log.info(
        "operator",
        Map.of(
            "cluster", operation.cluster(),
            "by", operation.by(),
            "command", operation.command().getClass().getSimpleName(),
            "reply", json));
    tally.tell(metrics);
    return json;
  }

  /**
   * Says what this function is permitted, for {@code handoff doctor}.
   *
   * @return a {@link Checkup} as JSON
   * @throws CloudUnavailable if the clusters cannot be listed
   */
  public String checkup(EventLog log) {
    Map<String, List<Permission>> permissions = new TreeMap<>();
    Map<String, String> unreadable = new TreeMap<>();
    for (String cluster : ports.store().clusters()) {
      switch (ports.store().read(cluster)) {
        case Reading.Found found -> permissions.put(cluster, dryRuns.apply(found.record().spec()));
        case Reading.Unreadable(String detail) -> unreadable.put(cluster, detail);
        case Reading.Absent _ -> {
          // Removed since it was listed.
        }
      }
    }
    String version = Dispatcher.class.getPackage().getImplementationVersion();
    log.info("doctor", Map.of("clusters", permissions.size() + unreadable.size()));
    return Json.write(new Checkup(version == null ? "" : version, permissions, unreadable));
  }

  /** Evaluates clusters side by side. */
  public Survey evaluate(Set<String> clusters, Trigger trigger, EventLog log) {
    Tally tally = new Tally();
    Evaluation evaluation = new Evaluation(watched(log, tally), plans);
    Semaphore places = new Semaphore(AT_ONCE);
    Map<String, Future<Outcome>> running = new LinkedHashMap<>();
    Map<String, Outcome> outcomes = new TreeMap<>();
    Map<String, String> failures = new TreeMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String cluster : clusters) {
        running.put(
            cluster,
            threads.submit(() -> {
              places.acquire();
              try {
                return evaluation.run(cluster, trigger);
              } finally {
                places.release();
              }
            }));
      }
      for (Map.Entry<String, Future<Outcome>> each : running.entrySet()) {
        String cluster = each.getKey();
        try {
          Outcome outcome = each.getValue().get();
          EvaluationLine.write(log, cluster, trigger, outcome);
          tally.note(cluster, outcome);
          outcomes.put(cluster, outcome);
          if (outcome instanceof Outcome.Unavailable unavailable) {
            failures.put(cluster, unavailable.detail());
          } else if (outcome instanceof Outcome.TooLarge tooLarge) {
            failures.put(cluster, tooLarge.detail());
          }
        } catch (ExecutionException e) {
          // Whatever it was, errors included: it is this cluster's, and the others go on.
          failures.put(cluster, String.valueOf(e.getCause()));
          EvaluationLine.crashed(log, cluster, trigger, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while clusters were evaluated", e);
    }
    tally.tell(metrics);
    return new Survey(outcomes, failures);
  }
}
