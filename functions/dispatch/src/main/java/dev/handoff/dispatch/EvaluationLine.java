package dev.handoff.dispatch;

import dev.handoff.controller.Outcome;
import dev.handoff.controller.Trigger;
import dev.handoff.controller.decision.Decision;
import dev.handoff.controller.handover.Step;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.json.Kebab;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The line that an evaluation leaves in the log. */
final class EvaluationLine {

  /** Frames that are worth a line's length. */
  private static final int FRAMES = 12;

  private EvaluationLine() {}

  /** Writes what an evaluation came to; one by the schedule that found nothing to do is silent. */
  static void write(EventLog log, String cluster, Trigger trigger, Outcome outcome) {
    Map<String, Object> members = members(cluster, trigger);
    switch (outcome) {
      case Outcome.Evaluated evaluated -> {
        if (trigger != Trigger.SCHEDULE || isWorthALine(evaluated)) {
          members.put("groups", groups(evaluated));
          members.put("troubles", evaluated.troubles());
          log.info("evaluated", members);
        }
      }
      case Outcome.Destroyed destroyed -> {
        members.put("disposal", destroyed.disposal().inWords());
        log.info("destroyed", members);
      }
      case Outcome.NoCluster _ -> log.info("no-such-cluster", members);
      case Outcome.Overtaken _ -> log.info("overtaken", members);
      case Outcome.TooLarge(String detail) -> {
        members.put("detail", detail);
        log.error("record-too-large", members);
      }
      case Outcome.Unavailable(String detail) -> {
        members.put("detail", detail);
        log.error("unavailable", members);
      }
    }
  }

  /** Writes that an evaluation ended with an exception, which it should not. */
  static void crashed(EventLog log, String cluster, Trigger trigger, ExecutionException e) {
    Map<String, Object> members = members(cluster, trigger);
    Throwable cause = e.getCause() == null ? e : e.getCause();
    members.put("detail", cause.toString());
    members.put(
        "stack", Arrays.stream(cause.getStackTrace()).limit(FRAMES).map(Object::toString).toList());
    log.error("evaluation-failed", members);
  }

  private static Map<String, Object> members(String cluster, Trigger trigger) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("cluster", cluster);
    members.put("trigger", Kebab.of(trigger));
    return members;
  }

  private static boolean isWorthALine(Outcome.Evaluated evaluated) {
    Decision decision = evaluated.decision();
    return !evaluated.troubles().isEmpty()
        || (decision != null
            && decision.steps().values().stream().anyMatch(s -> !(s instanceof Step.Keep)));
  }

  /** The groups that something is done with, or that are held; all others are as they were. */
  private static Map<String, Object> groups(Outcome.Evaluated evaluated) {
    Map<String, Object> groups = new TreeMap<>();
    evaluated
        .record()
        .groups()
        .forEach((name, group) -> {
          Step step = step(evaluated, name);
          if (step != null || group.hold() != null || group.phase().handoverUnderWay() != null) {
            groups.put(name, group(group, step));
          }
        });
    return groups;
  }

  /** Null: nothing is done with it. */
  private static @Nullable Step step(Outcome.Evaluated evaluated, String group) {
    Decision decision = evaluated.decision();
    Step step = decision == null ? null : decision.steps().get(group);
    return step instanceof Step.Keep ? null : step;
  }

  private static Map<String, Object> group(Assignment group, @Nullable Step step) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("owner", group.owner());
    members.put("epoch", group.epoch());
    members.put("phase", Kebab.of(group.phase().getClass()));
    Phase.Handover handover = group.phase().handoverUnderWay();
    if (handover != null) {
      members.put("cause", handover.cause().inWords());
    }
    if (group.hold() != null) {
      members.put("hold", group.hold().inWords());
    }
    if (step != null) {
      members.put("step", Kebab.of(step.getClass()));
    }
    return members;
  }
}
