package dev.handoff.controller.decision;

import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.liveness.Liveness;
import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.placement.Explanation;
import dev.handoff.controller.placement.Placement;
import dev.handoff.controller.placement.PlacementProblem;
import dev.handoff.controller.placement.PlacementResult;
import dev.handoff.controller.placement.PlacementResult.UnitPlacement;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Beat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the groups of a cluster belong, and why: the placement that a decision would make of the
 * same evidence, or of a record as it might be.
 */
public final class Outlook {

  private final Map<String, Verdict> verdicts;
  private final Instant now;
  private final ClusterRecord record;
  private final PlacementProblem problem;
  private final PlacementResult placed;

  private Outlook(ClusterRecord asked, Map<String, Verdict> verdicts, Instant now) {
    this.verdicts = verdicts;
    this.now = now;
    this.record = Moves.inForce(asked, verdicts, now);
    this.problem = Problems.of(record, verdicts, now);
    this.placed = Placement.place(problem);
  }

  /** As things are. */
  public static Outlook of(Evidence evidence) {
    Map<String, Verdict> verdicts = Liveness.judge(evidence);
    ClusterRecord record = Census.take(evidence.record(), verdicts, evidence.now());
    return new Outlook(record, verdicts, evidence.now());
  }

  /** Why no placement can be made of such evidence in bounded time; nothing if it can. */
  public static Optional<String> obstacle(Evidence evidence) {
    Map<String, Verdict> verdicts = Liveness.judge(evidence);
    return Placement.obstacle(Problems.of(evidence.record(), verdicts, evidence.now()));
  }

  /** As things would be with another record of the same cluster, on the same nodes. */
  public Outlook with(ClusterRecord other) {
    return new Outlook(Census.take(other, verdicts, now), verdicts, now);
  }

  /** The record with those wishes only that placement follows now. */
  public ClusterRecord record() {
    return record;
  }

  /** Whether anything is known of any node; if not, nothing may be concluded. */
  public boolean isKnown() {
    return !verdicts.values().stream().allMatch(Verdict.Unreadable.class::isInstance);
  }

  /** The node that may run the whole of a group and is the best for it. */
  public Optional<String> node(String group) {
    return placed.unit(group).filter(UnitPlacement::complete).flatMap(UnitPlacement::node);
  }

  /** Why a group is to be there. */
  public Explanation explain(String group) {
    return Placement.explain(problem, group).orElseThrow();
  }

  /** Whether a node that has no part of a group now could have the whole of it. */
  public boolean couldTake(String group, String node) {
    return absence(node).isEmpty()
        && explain(group).whole().nodes().stream()
            .anyMatch(score -> score.node().equals(node) && !score.total().isMinusInfinity());
  }

  /** All that keeps a group from a node that it is not to be on, in words. */
  public List<String> obstacles(String group, String node) {
    return found(group, node).stream().map(Obstacles.Obstacle::words).toList();
  }

  /** The commands that would end what keeps a group from a node, as far as commands can. */
  public List<String> remedies(String group, String node) {
    return found(group, node).stream()
        .flatMap(obstacle -> Optional.ofNullable(obstacle.remedy()).stream())
        .distinct()
        .toList();
  }

  /** What keeps a group from each node, a line each with the command that would end it. */
  public List<String> reasons(String group) {
    return Obstacles.lines(record, verdicts, explain(group));
  }

  private List<Obstacles.Obstacle> found(String group, String node) {
    return Obstacles.of(record, explain(group), node, verdicts);
  }

  /** Why a node is not there to run anything, if it is not. */
  public Optional<String> absence(String node) {
    return Obstacles.absence(verdicts.get(node));
  }

  /** The boot of a node that is heard. */
  public Optional<String> boot(String node) {
    return Optional.ofNullable(verdicts.get(node)).flatMap(Verdict::heard).map(Beat::boot);
  }
}
