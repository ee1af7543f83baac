package dev.handoff.console.dashboard;

import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.status.ClusterView.ServiceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a node could take over what others run, as far as the view tells. Scores and other
 * constraints are what {@code handoff explain} is for.
 *
 * @param takes groups that it could take over
 * @param words why it could not take over the others; "ready to take over" if there is nothing
 */
record Standing(String node, List<String> takes, String words) {

  private static final Set<String> AWAY = Set.of("ban", "away", "start-failed");

  Standing {
    takes = List.copyOf(takes);
  }

  /** The standing of each node, in the order of the view. */
  static List<Standing> of(ClusterView view) {
    return view.nodes().stream().map(node -> of(node, view)).toList();
  }

  private static Standing of(NodeView node, ClusterView view) {
    if (!isOnline(node)) {
      return new Standing(
          node.name(), List.of(), node.standby() ? "kept empty: standby" : "cannot take over");
    }
    List<String> takes = new ArrayList<>();
    List<String> obstacles = new ArrayList<>();
    for (GroupView group : view.groups()) {
      if (!node.name().equals(group.owner())) {
        List<String> found = obstacles(node, group, view);
        obstacles.addAll(found);
        if (found.isEmpty()) {
          takes.add(group.name());
        }
      }
    }
    String words = obstacles.isEmpty() ? "ready to take over" : String.join(", ", obstacles);
    return new Standing(node.name(), takes, words);
  }

  private static List<String> obstacles(NodeView node, GroupView group, ClusterView view) {
    List<String> found = new ArrayList<>();
    view.biases().stream()
        .filter(bias -> bias.group().equals(group.name()) && bias.node().equals(node.name()))
        .filter(bias -> AWAY.contains(bias.kind()))
        .forEach(bias ->
            found.add(
                bias.kind().equals("start-failed")
                    ? group.name() + " did not start here"
                    : group.name() + " is banned from here"));
    group.services().stream()
        .filter(service -> service.node().equals(node.name()) && isExhausted(service))
        .forEach(
            service -> found.add("not %s: %s failed here".formatted(group.name(), service.name())));
    return found;
  }

  /** Whether a service may not run on its node until its failures are forgiven. */
  static boolean isExhausted(ServiceView service) {
    return service.threshold().matches("[0-9]{1,6}")
        && Integer.parseInt(service.threshold()) > 0
        && service.failCount() >= Integer.parseInt(service.threshold());
  }

  static boolean isOnline(NodeView node) {
    return node.presence().equals("present") && !node.standby();
  }
}
