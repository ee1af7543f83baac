package dev.handoff.simulation.promise;

import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Sighting;
import dev.handoff.events.spec.ClusterSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is true of one cluster, and since when the controller could have known it. */
public final class Truth {

  private final ClusterSpec spec;
  private final Map<String, NodeTruth> nodes = new HashMap<>();
  private final Map<String, Seen> seen = new HashMap<>();
  private final Map<String, Long> strayed = new HashMap<>();
  private long clocksWrong = Long.MIN_VALUE / 2;
  private @Nullable ClusterRecord record;

  /** A sighting, and when it was first committed. */
  private record Seen(Sighting sighting, long at) {}

  public Truth(ClusterSpec spec) {
    this.spec = spec;
  }

  /** The spec that the world was built from, which operators may have replaced since. */
  public ClusterSpec spec() {
    return spec;
  }

  public NodeTruth node(String name) {
    return nodes.computeIfAbsent(name, n -> new NodeTruth(spec.beat().timeout().toNanos() / 2));
  }

  /** The record as it is committed; null: there is none. */
  public @Nullable ClusterRecord record() {
    return record;
  }

  void committed(@Nullable ClusterRecord next, long at) {
    record = next;
    if (next == null) {
      seen.clear();
      nodes.values().forEach(NodeTruth::forget);
      return;
    }
    next.nodes()
        .forEach((name, node) -> {
          Sighting sighting = node.sighting();
          Seen before = seen.get(name);
          if (sighting == null) {
            seen.remove(name);
          } else if (before == null || !Objects.equals(before.sighting, sighting)) {
            seen.put(name, new Seen(sighting, at));
          }
        });
  }

  /** The clocks of functions were wrong at this moment: they cost patience, and nothing else. */
  public void clocksWrong(long at) {
    clocksWrong = Math.max(clocksWrong, at);
  }

  boolean clocksWereWrongSince(long since) {
    return clocksWrong >= since;
  }

  /**
   * Since when the committed record names the very beat that is still the newest, so that whoever
   * compared would know of the silence; {@link Long#MAX_VALUE}: it does not.
   */
  long knownSince(String node) {
    Seen known = seen.get(node);
    NodeTruth truth = node(node);
    return known != null
            && known.sighting.isOf(truth.boot(), truth.sequence())
            && truth.lastArrival() <= known.at
        ? known.at
        : Long.MAX_VALUE;
  }

  /** An address was not at its owner, at this moment. */
  public void strayed(String address, long at) {
    strayed.put(address, at);
  }

  long strayed(String address) {
    return strayed.getOrDefault(address, Long.MIN_VALUE / 2);
  }
}
