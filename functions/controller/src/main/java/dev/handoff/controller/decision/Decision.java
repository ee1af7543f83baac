package dev.handoff.controller.decision;

import dev.handoff.controller.handover.Step;
import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an evaluation came to.
 *
 * @param next the record to commit before anything is done
 * @param verdicts who is alive, by node
 * @param steps what is done about each group, by name; empty while the whole cluster is held
 */
public record Decision(ClusterRecord next, Map<String, Verdict> verdicts, Map<String, Step> steps) {

  /** Groups whose addresses this evaluation has to move, once {@link #next} is committed. */
  public List<String> moves() {
    return steps.entrySet().stream()
        .filter(step -> step.getValue() instanceof Step.Move)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Nodes that this evaluation has to power off, once {@link #next} is committed. */
  public List<String> powerOffs() {
    return steps.values().stream()
        .flatMap(step -> step instanceof Step.PowerOff off ? Stream.of(off.node()) : Stream.of())
        .distinct()
        .toList();
  }

  /** Nodes that are lost in this very evaluation, if what it decided stands. */
  public boolean losesNodes(ClusterRecord before) {
    return verdicts.entrySet().stream()
        .anyMatch(verdict ->
            verdict.getValue() instanceof Verdict.Silent
                && before.node(verdict.getKey()).presence() != NodeRecord.Presence.SILENT);
  }

  /** Whether another round of the same evaluation can go on at once. */
  public boolean progressed() {
    return steps.values().stream()
        .anyMatch(step ->
            switch (step) {
              case Step.Advance _, Step.Move _, Step.PowerOff _, Step.GiveUp _ -> true;
              case Step.Keep _, Step.Expect _, Step.Await _, Step.Hold _ -> false;
            });
  }

  /** The time until the last of all suspects can be looked at again; zero if there are none. */
  public Duration suspectsNeed() {
    return suspects().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /** When to look again although nothing has progressed; empty: an event will come. */
  public Optional<Duration> lookAgain() {
    Stream<Duration> groups = steps.values().stream().map(Step::again).filter(d -> d != null);
    return Stream.concat(suspects(), groups).min(Duration::compareTo);
  }

  private Stream<Duration> suspects() {
    return verdicts.values().stream()
        .flatMap(v -> v instanceof Verdict.Suspect s ? Stream.of(s.lookAgain()) : Stream.of());
  }
}
