package dev.handoff.dispatch;

import dev.handoff.controller.Outcome;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.GroupSpec.TargetRole;
import java.util.List;
import java.util.Map;

/**
 * What a look at several clusters came to.
 *
 * @param outcomes of those that could be evaluated, by cluster
 * @param failures why the others could not be
 */
public record Survey(Map<String, Outcome> outcomes, Map<String, String> failures) {

  /** Groups that should run, and run nowhere. An alarm of the templates watches this number. */
  public long groupsDown() {
    return records().stream()
        .filter(record -> !record.maintenance() && record.closing() == null)
        .filter(record -> !record.spec().stopsAll())
        .mapToLong(record ->
            record.spec().groups().stream()
                .filter(group -> group.isManaged() && group.targetRole() == TargetRole.STARTED)
                .filter(group -> isDown(record, group))
                .count())
        .sum();
  }

  private static boolean isDown(ClusterRecord record, GroupSpec group) {
    return record.group(group.name()).phase() instanceof Phase.Stopped;
  }

  /** Clusters in which something is not touched until a person, or better evidence, has come. */
  public long clustersHeld() {
    return records().stream()
        .filter(record ->
            record.hold() != null
                || record.groups().values().stream()
                    .map(Assignment::hold)
                    .anyMatch(hold -> hold != null))
        .count();
  }

  private List<ClusterRecord> records() {
    return outcomes.values().stream()
        .filter(Outcome.Evaluated.class::isInstance)
        .map(outcome -> ((Outcome.Evaluated) outcome).record())
        .toList();
  }
}
