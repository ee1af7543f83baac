package dev.handoff.controller.handover;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.liveness.Verdict.Silent;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Beat;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Service;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Services that a spec adds to a group which has been started before. They may run anywhere
 * already: started by hand, or left where they were by a spec that did not name them for a while.
 * As Pacemaker probes every node before it starts a resource for the first time, the owner's plan
 * does not name them until each other node that is there has told that they are down there; what
 * the owner itself may run of them goes on.
 */
public final class Newcomers {

  private Newcomers() {}

  /** The assignments of a record under a new spec, with what has to be asked for. */
  public static Map<String, Assignment> under(
      ClusterSpec spec, ClusterSpec former, Map<String, Assignment> groups) {
    Map<String, Assignment> next = new TreeMap<>(groups);
    for (GroupSpec group : spec.groups()) {
      Assignment assignment = groups.get(group.name());
      if (assignment != null && assignment.epoch() > 0) {
        List<String> asked =
            names(group)
                .filter(
                    service -> assignment.unasked().contains(service) || !isNamed(former, service))
                .toList();
        next.put(group.name(), assignment.asking(asked));
      }
    }
    return next;
  }

  private static boolean isNamed(ClusterSpec spec, String service) {
    return spec.groups().stream()
        .flatMap(group -> group.services().stream())
        .map(Service::name)
        .anyMatch(service::equals);
  }

  /** The record without what every node has told of. */
  public static ClusterRecord told(ClusterRecord record, Map<String, Verdict> verdicts) {
    Map<String, Assignment> next = new TreeMap<>(record.groups());
    for (GroupSpec group : record.spec().groups()) {
      Assignment now = record.group(group.name());
      if (!now.unasked().isEmpty()) {
        List<String> left =
            now.unasked().stream()
                .filter(service -> !isDownBeside(now.owner(), service, group, record, verdicts))
                .toList();
        next.put(group.name(), now.asking(left));
      }
    }
    return next.equals(record.groups()) ? record : record.withGroups(next);
  }

  private static boolean isDownBeside(
      @Nullable String owner,
      String service,
      GroupSpec group,
      ClusterRecord record,
      Map<String, Verdict> verdicts) {
    return verdicts.entrySet().stream()
        .filter(verdict -> !verdict.getKey().equals(owner))
        .filter(verdict -> record.spec().node(verdict.getKey()).isPresent())
        .allMatch(verdict ->
            switch (verdict.getValue()) {
              case Verdict.Alive(Beat beat) -> word(beat, group, record).tellsDown(service);
              case Verdict.Suspect(Beat beat, _) -> word(beat, group, record).tellsDown(service);
              case Verdict.Left(Beat last) -> !word(last, group, record).tellsUp(service);
              case Silent silent ->
                  silent.beat() == null || !word(silent.beat(), group, record).tellsUp(service);
              case Verdict.Unreadable _ -> record.node(verdict.getKey()).isKnownToBeGone();
              case Verdict.NeverHeard _ -> true;
            });
  }

  private static Word word(Beat beat, GroupSpec group, ClusterRecord record) {
    return new Word(beat, group, record.spec(), null);
  }

  /** Whether a node that is there has yet to tell anything of such a service. */
  public static boolean isAnswerDue(Assignment assignment, Map<String, Verdict> verdicts) {
    return heardBeside(assignment.owner(), verdicts)
        .anyMatch(beat ->
            assignment.unasked().stream().anyMatch(service -> beat.resource(service).isEmpty()));
  }

  /**
   * A record that was restored from a backup is as new to its nodes as a spec: what one of them
   * does not tell of is asked for, unless it runs where the group is to be.
   */
  static Assignment unknown(Situation s) {
    List<String> asked =
        names(s.group())
            .filter(service ->
                s.assignment().unasked().contains(service)
                    || heardBeside(s.choice().node(), s.verdicts())
                        .anyMatch(beat -> beat.resource(service).isEmpty()))
            .filter(service -> !runs(s.beat(s.choice().node()), service))
            .toList();
    return s.assignment().asking(asked);
  }

  private static boolean runs(Optional<Beat> beat, String service) {
    return beat.flatMap(word -> word.resource(service)).stream()
        .anyMatch(report -> report.state() == State.RUNNING);
  }

  private static Stream<Beat> heardBeside(@Nullable String node, Map<String, Verdict> verdicts) {
    return verdicts.entrySet().stream()
        .filter(verdict -> !Objects.equals(verdict.getKey(), node))
        .map(verdict -> verdict.getValue().heard())
        .flatMap(Optional::stream);
  }

  private static Stream<String> names(GroupSpec group) {
    return group.controlledServices().stream().map(Service::name);
  }
}
