package dev.handoff.controller.placement;

import java.time.Instant;
import java.util.List;

/**
 * All that placement needs to know of a cluster at one moment. It is independent of the cluster
 * spec, so that a Pacemaker configuration can be placed by the same code.
 *
 * @param now decides which failures and wishes have run out; never read from a clock
 * @param nodes every node of the cluster, names unique
 * @param units groups and lone resources in the order of definition, which is the order of
 *     placement among units of equal priority; names of units and members are unique
 * @param wishes in the order of definition; a wish that names an unknown unit, member or node has
 *     no effect
 */
public record PlacementProblem(
    Instant now, Policy policy, List<Candidate> nodes, List<Unit> units, List<Wish> wishes) {

  public PlacementProblem {
    nodes = List.copyOf(nodes);
    units = List.copyOf(units);
    wishes = List.copyOf(wishes);
  }
}
