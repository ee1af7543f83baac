package dev.handoff.console.status;

import dev.handoff.console.status.ClusterView.AddressView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.status.ClusterView.ServiceView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a cluster is well, in one word and in as many lines as there are troubles; the worst
 * first.
 */
public record Health(Level level, List<Trouble> troubles) {

  public Health {
    troubles = List.copyOf(troubles);
  }

  /** From the best to the worst. */
  public enum Level {
    /** Everything is served, and every group has a node in reserve. */
    OK,
    /** Everything is served, but something is not as it should be. */
    DEGRADED,
    /** Something is on its way, and will be served by itself. */
    MOVING,
    /** Something is not served, and that does not end by itself. */
    DOWN
  }

  /** One thing that is not as it should be. */
  public record Trouble(Level level, String words) {}

  /** Judges a view. */
  public static Health of(ClusterView view) {
    List<Trouble> troubles = new ArrayList<>();
    if (view.hold() != null) {
      troubles.add(new Trouble(Level.DEGRADED, "on hold: " + view.hold()));
    }
    if (view.maintenance()) {
      troubles.add(new Trouble(Level.DEGRADED, "maintenance is on: nothing fails over"));
    }
    if (view.closing() != null) {
      troubles.add(new Trouble(Level.DEGRADED, "being destroyed"));
    }
    for (GroupView group : view.groups()) {
      of(group).ifPresent(troubles::add);
      strayed(view, group).forEach(troubles::add);
    }
    for (NodeView node : view.nodes()) {
      of(node).ifPresent(troubles::add);
    }
    troubles.sort((one, other) -> other.level().compareTo(one.level()));
    Level worst = troubles.isEmpty() ? Level.OK : troubles.getFirst().level();
    return new Health(worst, troubles);
  }

  /** How well a group is; empty: it is served, and has a reserve. */
  private static Optional<Trouble> of(GroupView group) {
    String name = group.name();
    String why = group.detail() == null ? "" : ": " + group.detail();
    return switch (group.state()) {
      case "moving" -> Optional.of(new Trouble(Level.MOVING, name + " moves" + why));
      case "partial" -> Optional.of(new Trouble(Level.DOWN, name + " is served in part" + why));
      case "stopped" -> stopped(group, why);
      case "held" -> Optional.of(new Trouble(Level.DOWN, name + " is on hold" + why));
      default -> served(group);
    };
  }

  private static Optional<Trouble> stopped(GroupView group, String why) {
    if (group.epoch() == 0) {
      return Optional.of(new Trouble(Level.MOVING, group.name() + " has not started yet" + why));
    }
    return group.detail() == null
        ? Optional.empty() // as the spec wants it
        : Optional.of(new Trouble(Level.DOWN, group.name() + " is not served" + why));
  }

  private static Optional<Trouble> served(GroupView group) {
    Optional<ServiceView> broken =
        group.services().stream()
            .filter(s -> s.node().equals(group.owner()) && s.state().equals("failed"))
            .findFirst();
    if (broken.isPresent()) {
      String what = broken.get().name() + " FAILED on " + group.owner();
      return Optional.of(new Trouble(Level.DOWN, group.name() + ": " + what));
    }
    if (!group.reasons().isEmpty()) {
      String waits = group.reasons().getFirst();
      return Optional.of(new Trouble(Level.DEGRADED, group.name() + ": " + waits));
    }
    boolean alone = group.reserve().isEmpty() && group.managed() && !group.barred().isEmpty();
    return alone
        ? Optional.of(
            new Trouble(
                Level.DEGRADED, group.name() + " has no reserve: no other node could take it"))
        : Optional.empty();
  }

  /** Addresses that lead elsewhere than to the owner of a group that is not on the move. */
  private static List<Trouble> strayed(ClusterView view, GroupView group) {
    if (!group.state().equals("active") || !group.managed()) {
      return List.of();
    }
    return view.addresses().stream()
        .filter(address -> group.members().contains(address.name()))
        .filter(
            address -> !isAt(address, group.owner()) && !address.place().startsWith("not known"))
        .map(address ->
            new Trouble(
                Level.DOWN,
                "%s is %s, not at %s".formatted(address.name(), address.place(), group.owner())))
        .toList();
  }

  private static boolean isAt(AddressView address, @Nullable String node) {
    return node != null && node.equals(address.node());
  }

  private static Optional<Trouble> of(NodeView node) {
    return switch (node.presence()) {
      case "present" ->
          node.standby()
              ? Optional.of(new Trouble(Level.DEGRADED, node.name() + " is on standby"))
              : Optional.empty();
      case "silent" -> Optional.of(new Trouble(Level.DEGRADED, node.name() + " is SILENT"));
      case "left" -> Optional.of(new Trouble(Level.DEGRADED, node.name() + " is shut down"));
      default -> Optional.of(new Trouble(Level.DEGRADED, node.name() + " was never heard of"));
    };
  }
}
