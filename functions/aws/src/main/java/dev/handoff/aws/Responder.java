package dev.handoff.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.handoff.aws.Event.StreamRecord;
import dev.handoff.aws.ec2.Permission;
import dev.handoff.controller.Evaluation;
import dev.handoff.controller.Operator;
import dev.handoff.controller.Operator.Reply;
import dev.handoff.controller.Outcome;
import dev.handoff.controller.PlanBook;
import dev.handoff.controller.Ports;
import dev.handoff.controller.Trigger;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.events.Beat;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import java.util.ArrayList;
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
 * Answers events. Each cluster is evaluated on its own, so that what is wrong with one harms no
 * other.
 */
final class Responder {

  /** Evaluations at the same time; each holds a few connections and a record. */
  private static final int AT_ONCE = 32;

  private final Ports ports;
  private final Function<ClusterSpec, List<Permission>> dryRuns;
  private final PlanBook plans = new PlanBook();

  /**
   * Makes a responder.
   *
   * @param dryRuns asks the cloud what it would permit for a spec, without doing it
   */
  Responder(Ports ports, Function<ClusterSpec, List<Permission>> dryRuns) {
    this.ports = ports;
    this.dryRuns = dryRuns;
  }

  /** The ports of one invocation. */
  private Ports logged(EventLog log) {
    return ports.with(new LoggedJournal(ports.journal(), log));
  }

  /**
   * Answers one event.
   *
   * @return JSON for whoever invoked the function
   * @throws CloudUnavailable if the clusters cannot be listed
   * @throws EvaluationsFailed if the schedule came to clusters that could not be evaluated
   */
  String answer(Event event, EventLog log) {
    return switch (event) {
      case Event.Schedule _ -> schedule(log);
      case Event.Beats beats -> beats(beats.records(), log);
      case Event.Operation operation -> operate(operation, log);
      case Event.Doctor _ -> checkup(log);
      case Event.BadOperation bad -> refused(bad.why(), log);
    };
  }

  private String schedule(EventLog log) {
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

  /** Records of one cluster are one reason to look at it, however many they are. */
  private String beats(List<StreamRecord> records, EventLog log) {
    Map<String, List<String>> idsByCluster = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    for (StreamRecord record : records) {
      if (record.id().isEmpty()) {
        failed.add("");
        log.error("bad-record", Map.of("detail", "a record without dynamodb.SequenceNumber"));
        continue;
      }
      if (!record.isUrgentBeat()) {
        continue;
      }
      try {
        Beat beat = Json.read(record.beat(), Beat.class);
        idsByCluster.computeIfAbsent(beat.cluster(), c -> new ArrayList<>()).add(record.id());
      } catch (MalformedEvent e) {
        failed.add(record.id());
        log.error(
            "bad-record", Map.of("record", record.id(), "detail", String.valueOf(e.getMessage())));
      }
    }
    evaluate(idsByCluster.keySet(), Trigger.BEAT, log)
        .failures()
        .keySet()
        .forEach(cluster -> failed.addAll(idsByCluster.getOrDefault(cluster, List.of())));
    return batchItemFailures(failed);
  }

  /** Lambda repeats these, and in the end puts them into the queue for what went wrong. */
  private static String batchItemFailures(List<String> ids) {
    JsonArray failures = new JsonArray();
    for (String id : ids) {
      JsonObject failure = new JsonObject();
      failure.addProperty("itemIdentifier", id);
      failures.add(failure);
    }
    JsonObject reply = new JsonObject();
    reply.add("batchItemFailures", failures);
    return reply.toString();
  }

  private String operate(Event.Operation operation, EventLog log) {
    Reply reply;
    try {
      reply =
          new Operator(logged(log)).run(operation.cluster(), operation.command(), operation.by());
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
    return json;
  }

  private static String refused(String why, EventLog log) {
    log.error("bad-operator-event", Map.of("detail", why));
    return Json.write(new Reply.Refused(why), Reply.class);
  }

  private String checkup(EventLog log) {
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
    String version = Responder.class.getPackage().getImplementationVersion();
    log.info("doctor", Map.of("clusters", permissions.size() + unreadable.size()));
    return Json.write(new Checkup(version == null ? "" : version, permissions, unreadable));
  }

  /** Evaluates clusters side by side. */
  private Survey evaluate(Set<String> clusters, Trigger trigger, EventLog log) {
    Evaluation evaluation = new Evaluation(logged(log), plans);
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
    return new Survey(outcomes, failures);
  }
}
