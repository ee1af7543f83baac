package dev.handoff.events;

import java.util.List;
import java.util.Optional;

/**
 * All that the controller tells one node; replaced as a whole.
 *
 * @param boot the boot of the node that these orders were given to. After a reboot they are void: a
 *     node comes back as standby until it is told otherwise
 * @param revision version of the cluster record that they follow from; only grows, so that a late
 *     write of a dead function cannot undo a newer one. After a restore from a backup it is higher
 *     than the version. Of a cluster that is created anew it may be lower than of the former one
 * @param planVersion the plan that the node should hold; it fetches a plan when this changes
 */
public record Orders(String boot, long revision, String planVersion, List<Order> orders) {

  public Orders {
    orders = List.copyOf(orders);
  }

  public Optional<Order> of(String group) {
    return orders.stream().filter(order -> order.group().equals(group)).findFirst();
  }

  /** The same under another revision. */
  public Orders revised(long other) {
    return new Orders(boot, other, planVersion, orders);
  }

  /** Whether both ask the same of the node; the revision is only bookkeeping. */
  public boolean sameAs(Orders other) {
    return boot.equals(other.boot)
        && planVersion.equals(other.planVersion)
        && orders.equals(other.orders);
  }
}
