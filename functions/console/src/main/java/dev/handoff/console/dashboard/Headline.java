package dev.handoff.console.dashboard;

import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.ClusterView.BarView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.status.ClusterView.ServiceView;
import dev.handoff.console.status.Health;
import dev.handoff.console.status.Health.Level;
import dev.handoff.console.status.Health.Trouble;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody who has just been woken up has to know first; {@link Health} in sentences.
 *
 * @param level how well the cluster is
 * @param title one short sentence: who serves, or what is worst
 * @param notes what else is not as it should be, commands that help, and how much more can fail
 */
record Headline(Level level, String title, List<String> notes) {

  Headline {
    notes = List.copyOf(notes);
  }

  /** The headline of a cluster. */
  static Headline of(ClusterView view) {
    Health health = Health.of(view);
    List<String> troubles =
        health.troubles().stream().map(Trouble::words).map(words -> words + ".").toList();
    boolean served = health.level().compareTo(Level.MOVING) < 0;
    Set<String> notes = new LinkedHashSet<>(served ? troubles : rest(troubles));
    notes.addAll(remedies(view));
    notes.addAll(failures(view));
    notes.add(spare(view));
    return new Headline(
        health.level(), served ? served(view) : troubles.getFirst(), new ArrayList<>(notes));
  }

  private static List<String> rest(List<String> troubles) {
    return troubles.subList(1, troubles.size());
  }

  private static String served(ClusterView view) {
    List<GroupView> active = view.groups().stream().filter(group -> group.owner() != null).toList();
    return active.isEmpty()
        ? "There is nothing to serve."
        : active.stream()
            .map(group -> group.name() + " is served by " + group.owner())
            .collect(Collectors.joining(", ", "", "."));
  }

  /** Why groups without a reserve have none, as far as a command could give them one. */
  private static List<String> remedies(ClusterView view) {
    return view.groups().stream()
        .flatMap(group ->
            mendable(group)
                .map(bar ->
                    "%s cannot run on %s (%s) until '%s'."
                        .formatted(group.name(), bar.node(), bar.why(), bar.remedies().getFirst())))
        .toList();
  }

  private static Stream<BarView> mendable(GroupView group) {
    return group.reserve().isEmpty()
        ? group.barred().stream().filter(bar -> !bar.remedies().isEmpty())
        : Stream.empty();
  }

  /** Failures that count, but for those that a remedy has told of. */
  private static List<String> failures(ClusterView view) {
    return view.groups().stream()
        .flatMap(group ->
            group.services().stream()
                .filter(service -> service.failCount() > 0)
                .filter(
                    service -> mendable(group).noneMatch(bar -> bar.node().equals(service.node()))))
        .map(Headline::failed)
        .toList();
  }

  private static String failed(ServiceView service) {
    return "%s has failed on %s, %d of %s; 'handoff cleanup %s %s' forgives it."
        .formatted(
            service.name(),
            service.node(),
            service.failCount(),
            service.threshold(),
            service.name(),
            service.node());
  }

  /** How many more nodes can be lost, of the group that can bear the least. */
  private static String spare(ClusterView view) {
    long online = view.nodes().stream().filter(Headline::isOnline).count();
    int least =
        view.groups().stream()
            .filter(group -> group.owner() != null && group.managed())
            .mapToInt(group -> group.reserve().size())
            .min()
            .orElse(0);
    String more =
        switch (least) {
          case 0 -> ""; // Health tells of groups without a reserve by name.
          case 1 -> "; one more may fail";
          default -> "; " + least + " more may fail";
        };
    return "%d of %d nodes are online%s.".formatted(online, view.nodes().size(), more);
  }

  private static boolean isOnline(NodeView node) {
    return node.presence().equals("present") && !node.standby();
  }
}
