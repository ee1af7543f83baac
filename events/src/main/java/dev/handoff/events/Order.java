package dev.handoff.events;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the controller tells a node about one group.
 *
 * @param epoch grows by one at each change of owner; a node refuses an order older than one that it
 *     has already applied
 * @param forgiven for each resource of the group the {@linkplain ResourceReport#failures() failure
 *     counter} up to which failures no longer count; absent means zero
 * @param stopped resources of the group that do not run although the node is active, because they
 *     may or should not; empty: all run
 */
public record Order(
    String group, long epoch, Role role, Map<String, Long> forgiven, List<String> stopped) {

  public Order {
    forgiven = SortedCopy.of(forgiven);
    stopped = List.copyOf(stopped);
  }

  /** An order for the whole group. */
  public Order(String group, long epoch, Role role, Map<String, Long> forgiven) {
    this(group, epoch, role, forgiven, List.of());
  }

  /** The same, with these counters forgiven as well; the higher one counts. */
  public Order forgiving(Map<String, Long> more) {
    Map<String, Long> both = new TreeMap<>(forgiven);
    more.forEach((resource, upTo) -> both.merge(resource, upTo, Math::max));
    return new Order(group, epoch, role, both, stopped);
  }
}
