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
 * @param farewell what is done to forget the cluster
 */
public record Decision(
    ClusterRecord next, Map<String, Verdict> verdicts, Map<String, Step> steps, Farewell farewell) {

  /** A decision that takes no step to forget the cluster. */
  public Decision(ClusterRecord next, Map<String, Verdict> verdicts, Map<String, Step> steps) {
    this(next, verdicts, steps, new Farewell.Nothing());
  }

  /** What is done to forget the cluster. */
  public sealed interface Farewell {

    /** Nobody wants that, or its groups have to be stopped or moved first. */
    record Nothing() implements Farewell {}

    /** The addresses are to be taken off, now, by this evaluation. */
    record Release(List<String> groups) implements Farewell {
      public Release {
        groups = List.copyOf(groups);
      }
    }

    /**
     * Time has to pass first.
     *
     * @param lookAgain after this time
     */
    record Await(Duration lookAgain) implements Farewell {}

    /** The cloud objects; the schedule tries again. */
    record Stuck() implements Farewell {}

    /** All is as it was asked for; the record is to be removed once its news are delivered. */
    record Done() implements Farewell {}
  }

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
    return farewell instanceof Farewell.Release
        || steps.values().stream()
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

  private Stream<Duration> suspects() {
    return verdicts.values().stream()
        .flatMap(verdict ->
            switch (verdict) {
              case Verdict.Suspect(_, Duration lookAgain) -> Stream.of(lookAgain);
              case Verdict.Unreadable(_, Duration lookAgain) -> Stream.of(lookAgain);
              case Verdict.Alive _, Verdict.Silent _, Verdict.Left _, Verdict.NeverHeard _ ->
                  Stream.<Duration>of();
            })
        .filter(Duration::isPositive);
  }

  /**
   * When to look again although nothing has progressed; empty: an event will come.
   *
   * @param looked how long ago the first look was: a suspect needs no more than what is left of its
   *     time, however often groups were looked at meanwhile
   */
  public Optional<Duration> lookAgain(Duration looked) {
    Stream<Duration> suspects =
        suspects().map(need -> need.compareTo(looked) > 0 ? need.minus(looked) : need);
    Stream<Duration> groups = steps.values().stream().map(Step::again).filter(d -> d != null);
    Stream<Duration> farewells =
        farewell instanceof Farewell.Await(Duration lookAgain) ? Stream.of(lookAgain) : Stream.of();
    return Stream.of(suspects, groups, farewells).flatMap(each -> each).min(Duration::compareTo);
  }
}
