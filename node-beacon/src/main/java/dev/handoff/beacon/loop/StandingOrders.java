package dev.handoff.beacon.loop;

import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Role;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The orders that this node has taken on.
 *
 * <ul>
 *   <li>Orders for another boot are void. A node that finds only such has rebooted and is standby
 *       until it is told otherwise. Once it has orders of its own, void ones change nothing.
 *   <li>What the store holds when a beat has come counts. Answers may overtake each other, so one
 *       to a beat that was sent before the newest orders were taken brings something newer only if
 *       its revision is higher; otherwise it changes nothing. An answer to a beat sent later cannot
 *       be late: if its revision is lower, the cluster was created anew unnoticed, by a function
 *       whose clock shows an earlier time than that of the function which dated the last orders.
 *   <li>An order for a group with an older epoch than the newest taken is refused.
 *   <li>Orders are replaced as a whole: a group that newer ones no longer name is standby, once the
 *       plan that they go with is held. Until then it stays as it is: perhaps that plan says that
 *       the group is no longer managed, and then it must not be touched.
 *   <li>A store that holds no orders, where there were some, has been told to forget this node: its
 *       cluster was destroyed. Everything stays as it is; and since a cluster that is created anew
 *       counts its epochs from one, the next orders are taken whatever theirs are.
 * </ul>
 */
final class StandingOrders {

  private final String boot;
  private final Map<String, Order> taken = new LinkedHashMap<>();

  /** Groups that the newest orders do not name, and that still have their former order. */
  private final Set<String> unnamed = new LinkedHashSet<>();

  /** Groups whose order is of a cluster that has been forgotten. */
  private final Set<String> former = new LinkedHashSet<>();

  private String planVersion = "";
  private long revision = Long.MIN_VALUE;

  /** The highest revision ever taken. */
  private long highest = Long.MIN_VALUE;

  /** When the revision changed last. */
  private long changed = Long.MIN_VALUE;

  private boolean known;

  StandingOrders(String boot) {
    this.boot = boot;
  }

  /**
   * Whether an answer says what was true before the newest orders were taken, or may do so.
   *
   * @param found the orders in it; null: the store held none
   * @param sentAt when the beat was sent that it answers
   */
  boolean haveOvertaken(@Nullable Orders found, long sentAt) {
    return sentAt < changed && (found == null || revision < highest || found.revision() < revision);
  }

  /**
   * Takes on what the store held for this node; not if these {@link #haveOvertaken} it.
   *
   * @param held version of the plan that the node holds
   * @return whether these are the newest orders of this boot, or void ones where there are no
   *     better: the plan that they name is then the one to hold
   */
  boolean take(Orders orders, String held, long now, Outbox out) {
    if (!orders.boot().equals(boot)) {
      return voided(orders, out);
    }
    known = true;
    if (orders.revision() != revision) {
      revise(orders.revision(), now);
    }
    planVersion = orders.planVersion();
    former.removeIf(group -> orders.of(group).isEmpty());
    unnamed.clear();
    unnamed.addAll(taken.keySet());
    orders.orders().forEach(order -> take(order, out));
    holds(held);
    return true;
  }

  /**
   * The store holds no orders for this node.
   *
   * @return whether there were some before: the node has been forgotten
   */
  boolean forgotten(long now, Outbox out) {
    if (revision == Long.MIN_VALUE) {
      return false;
    }
    out.log("the controller has forgotten this node: everything stays as it is");
    revise(Long.MIN_VALUE, now);
    former.addAll(taken.keySet());
    return true;
  }

  /** The node holds a plan of this version. */
  void holds(String version) {
    if (version.equals(planVersion)) {
      unnamed.forEach(group -> taken.computeIfPresent(group, (name, order) -> standby(order)));
      unnamed.clear();
    }
  }

  /** Whether it is known what this node is to be. */
  boolean isKnown() {
    return known;
  }

  /** The order for a group; null: none was ever given to this boot. */
  @Nullable Order of(String group) {
    return taken.get(group);
  }

  /** Of the newest orders taken; {@link Long#MIN_VALUE} before the first. */
  long revision() {
    return revision;
  }

  private void revise(long next, long now) {
    revision = next;
    highest = Math.max(highest, next);
    changed = now;
  }

  private boolean voided(Orders orders, Outbox out) {
    if (revision != Long.MIN_VALUE) {
      return false;
    }
    if (!known) {
      out.log("orders of boot " + orders.boot() + " are void: standby until told otherwise");
      known = true;
    }
    return true;
  }

  private void take(Order order, Outbox out) {
    unnamed.remove(order.group());
    Order before = taken.get(order.group());
    boolean anew = former.remove(order.group());
    if (before != null && !anew && order.epoch() < before.epoch()) {
      out.log(
          "refused an order for %s of epoch %d: epoch %d was taken on already"
              .formatted(order.group(), order.epoch(), before.epoch()));
      return;
    }
    taken.put(order.group(), order);
    boolean known =
        before != null
            && before.epoch() == order.epoch()
            && before.role() == order.role()
            && before.stopped().equals(order.stopped());
    if (!known) {
      String without =
          order.stopped().isEmpty() ? "" : ", without " + String.join(", ", order.stopped());
      String role = inWords(order.role());
      out.log(order.group() + ": " + role + ", epoch " + order.epoch() + without);
    }
  }

  private static Order standby(Order order) {
    return new Order(order.group(), order.epoch(), Role.STANDBY, order.forgiven());
  }

  private static String inWords(Role role) {
    return switch (role) {
      case ACTIVE -> "active";
      case STANDBY -> "standby";
    };
  }
}
