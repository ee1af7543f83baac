package dev.handoff.simulation.replay;

import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether all that a journal has told the beginning of has ended: handovers and failures. */
final class Order {

  private final Set<String> moving = new HashSet<>();
  private final Set<String> failed = new HashSet<>();

  private Order() {}

  static boolean isAtTheEndOf(List<JournalEntry> entries) {
    Order order = new Order();
    entries.forEach(entry -> order.take(entry.happening()));
    return order.moving.isEmpty() && order.failed.isEmpty();
  }

  private void take(Happening happening) {
    switch (happening) {
      case Happening.HandoverBegun h -> moving.add(h.group());
      case Happening.OwnerChanged h -> ended(h.group());
      case Happening.GroupStopped h -> ended(h.group());
      case Happening.GroupIncomplete h -> ended(h.group());
      case Happening.ResourceFailed h -> failed.add(h.resource() + " " + h.node());
      case Happening.ResourceRecovered h -> failed.remove(h.resource() + " " + h.node());
      case Happening.NodeSilent h -> forget(h.node());
      case Happening.NodeLeft h -> forget(h.node());
      default -> {}
    }
  }

  /**
   * What a group left behind has not to recover. The journal does not say of which group a failed
   * service is, so all are forgotten: at most the world is waited for where it need not be.
   */
  private void ended(String group) {
    moving.remove(group);
    failed.clear();
  }

  private void forget(String node) {
    failed.removeIf(failure -> failure.endsWith(" " + node));
  }
}
