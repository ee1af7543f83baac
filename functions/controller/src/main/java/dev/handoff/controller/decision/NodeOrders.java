package dev.handoff.controller.decision;

import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Cause;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Role;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Service;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the record wants of one node. */
public final class NodeOrders {

  private NodeOrders() {}

  /**
   * The orders of a node.
   *
   * @param version of the committed record, which becomes the orders' revision
   * @param boot of the node that they are given to
   */
  public static Orders of(
      ClusterRecord record, long version, String node, String boot, String planVersion) {
    List<Order> orders =
        record.spec().groups().stream()
            .filter(GroupSpec::isManaged)
            .map(group -> order(record, node, boot, group))
            .toList();
    return new Orders(boot, version, planVersion, orders);
  }

  /**
   * The same, but for groups of which the node was told something under a later epoch: only a
   * record that was restored from a backup wants what is older, and until it has been renewed
   * nobody goes by it. A beacon that is started again knows no epoch, and would.
   *
   * @param told what lies there for the node, also for another boot of it; null: nothing
   */
  public static Orders noOlderThan(@Nullable Orders told, Orders wanted) {
    if (told == null) {
      return wanted;
    }
    boolean isVoid = !told.boot().equals(wanted.boot());
    List<Order> orders =
        wanted.orders().stream()
            .map(order ->
                told.of(order.group())
                    .filter(later -> later.epoch() > order.epoch())
                    .map(later -> isVoid ? standby(order, later.epoch()) : later)
                    .orElse(order))
            .toList();
    return new Orders(wanted.boot(), wanted.revision(), wanted.planVersion(), orders);
  }

  /**
   * What lies there for a node, but that it is to run none of these groups, unless it was told so
   * under a later epoch.
   *
   * @param wanted what the record wants of the node; all else of it does not matter
   */
  public static Orders without(Set<String> groups, Orders told, Orders wanted) {
    List<Order> orders =
        told.orders().stream()
            .map(order ->
                order.role() == Role.ACTIVE && groups.contains(order.group())
                    ? wanted
                        .of(order.group())
                        .filter(newer -> newer.epoch() >= order.epoch())
                        .orElse(order)
                    : order)
            .toList();
    return new Orders(told.boot(), wanted.revision(), told.planVersion(), orders);
  }

  private static Order standby(Order order, long epoch) {
    return new Order(order.group(), epoch, Role.STANDBY, order.forgiven());
  }

  private static Order order(ClusterRecord record, String node, String boot, GroupSpec group) {
    Assignment assignment = record.group(group.name());
    boolean active = isActive(assignment, node, boot, group);
    return new Order(
        group.name(),
        assignment.epoch(),
        active ? Role.ACTIVE : Role.STANDBY,
        forgiven(record.node(node), group),
        active ? assignment.stopped() : List.of());
  }

  /** The spec as a node is to see it: an owner knows nothing of what others have yet to tell of. */
  public static ClusterSpec seenBy(ClusterRecord record, String node, String boot) {
    boolean allAsked = record.groups().values().stream().allMatch(a -> a.unasked().isEmpty());
    return allAsked
        ? record.spec()
        : record
            .spec()
            .with(group -> {
              Assignment assignment = record.group(group.name());
              return isActive(assignment, node, boot, group)
                  ? group.without(assignment.unasked())
                  : group;
            });
  }

  private static boolean isActive(
      Assignment assignment, String node, String boot, GroupSpec group) {
    return node.equals(assignment.owner())
        && boot.equals(assignment.ownerBoot())
        && mayRun(assignment.phase(), group);
  }

  private static boolean mayRun(Phase phase, GroupSpec group) {
    return switch (phase) {
      case Phase.Stopped _, Phase.Releasing _ -> false;
      // When a stray address is brought back the owner has been serving all along.
      case Phase.Moving moving ->
          group.overlap() || moving.handover().cause() instanceof Cause.Drift;
      case Phase.Starting _, Phase.Settled _, Phase.Stranded _ -> true;
    };
  }

  /** The part of each failure counter that counts no more, by resource. */
  static Map<String, Long> forgiven(NodeRecord node, GroupSpec group) {
    Map<String, Long> forgiven = new TreeMap<>();
    for (Service service : group.services()) {
      long mark = node.failures(service.name()).forgiven();
      if (mark > 0) {
        forgiven.put(service.name(), mark);
      }
    }
    return forgiven;
  }
}
