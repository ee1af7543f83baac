package dev.handoff.events;

import java.util.Map;

/**
 * What the controller tells a node about one group.
 *
 * @param epoch grows by one at each change of owner; a node refuses an order older than one that it
 *     has already applied
 * @param forgiven for each resource of the group the {@linkplain ResourceReport#failures() failure
 *     counter} up to which failures no longer count; absent means zero
 */
public record Order(String group, long epoch, Role role, Map<String, Long> forgiven) {

  public Order {
    forgiven = SortedCopy.of(forgiven);
  }
}
