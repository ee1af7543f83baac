package dev.handoff.controller.decision;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Service;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Services of a group that is in place which still run on another node: one that was not managed
 * when its group moved stayed where it was, and so did one that the spec did not name for a while.
 * Managed again, it must stop there before it starts beside its group.
 */
final class Leftovers {

  private static final Set<State> UP = EnumSet.of(State.RUNNING, State.STARTING, State.STOPPING);

  private Leftovers() {}

  /** The node on which each such service still runs, by the service's name. */
  static Map<String, String> of(
      GroupSpec group, Assignment assignment, Map<String, Verdict> verdicts) {
    Map<String, String> found = new TreeMap<>();
    String owner = assignment.owner();
    boolean inPlace =
        assignment.phase() instanceof Phase.Settled || assignment.phase() instanceof Phase.Stranded;
    if (owner == null || !inPlace) {
      return found;
    }
    for (Service service : group.controlledServices()) {
      if (!isUp(verdicts.get(owner), service)) {
        verdicts.keySet().stream()
            .filter(node -> !node.equals(owner) && isUp(verdicts.get(node), service))
            .sorted()
            .findFirst()
            .ifPresent(node -> found.put(service.name(), node));
      }
    }
    return found;
  }

  private static boolean isUp(@Nullable Verdict verdict, Service service) {
    return Optional.ofNullable(verdict)
        .flatMap(Verdict::heard)
        .flatMap(beat -> beat.resource(service.name()))
        .filter(report -> UP.contains(report.state()))
        .isPresent();
  }
}
