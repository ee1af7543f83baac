package dev.handoff.controller.decision;

import dev.handoff.controller.handover.Choice;
import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.placement.Placement;
import dev.handoff.controller.placement.PlacementProblem;
import dev.handoff.controller.placement.PlacementResult;
import dev.handoff.controller.placement.PlacementResult.MemberPlacement;
import dev.handoff.controller.placement.PlacementResult.UnitPlacement;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.spec.GroupSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Asks placement about every group, and puts its answer in the words of a handover. */
final class Placing {

  private Placing() {}

  static Map<String, Choice> choose(
      ClusterRecord asked, Map<String, Verdict> verdicts, Instant now) {
    ClusterRecord record = Moves.inForce(asked, verdicts, now);
    PlacementProblem problem = Problems.of(record, verdicts, now);
    PlacementResult result = Placement.place(problem);
    Map<String, Choice> choices = new TreeMap<>();
    for (GroupSpec group : record.spec().groups()) {
      UnitPlacement placed = result.unit(group.name()).orElseThrow();
      Assignment assignment = record.group(group.name());
      String best = placed.node().orElse(null);
      Map<String, String> leftovers =
          best != null && best.equals(assignment.owner())
              ? Leftovers.of(group, assignment, verdicts)
              : Map.of();
      List<String> reasons =
          placed.complete()
              ? List.of()
              : Placement.explain(problem, group.name())
                  .map(explanation -> Obstacles.lines(record, verdicts, explanation))
                  .orElseThrow();
      choices.put(
          group.name(),
          new Choice(
              best,
              stopped(placed, leftovers.keySet()),
              best != null && best.equals(assignment.owner()),
              Reasons.cause(record, verdicts, group, best),
              reasons(reasons, leftovers)));
    }
    return choices;
  }

  private static List<String> stopped(UnitPlacement placed, Set<String> leftovers) {
    return placed.members().stream()
        .filter(member -> member.node() == null || leftovers.contains(member.member()))
        .map(MemberPlacement::member)
        .toList();
  }

  private static List<String> reasons(List<String> reasons, Map<String, String> leftovers) {
    List<String> all = new ArrayList<>(reasons);
    leftovers.forEach((service, node) -> all.add(service + " still runs on " + node));
    return all;
  }
}
