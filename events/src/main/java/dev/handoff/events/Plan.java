package dev.handoff.events;

import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Probe;
import java.util.List;

/**
 * What a node needs to know of the spec: what it may have to run, how it is watched, and whom to
 * watch. Fetched when its version changes.
 *
 * @param version a digest of the content
 * @param watch up to two peers whose beats this node reads at each beat of its own
 */
public record Plan(
    String version,
    String cluster,
    String node,
    BeatSpec beat,
    Isolation isolation,
    List<GroupSpec> groups,
    List<Probe> probes,
    List<Peer> watch) {

  public Plan {
    groups = List.copyOf(groups);
    probes = List.copyOf(probes);
    watch = List.copyOf(watch);
  }

  /**
   * A node that is watched by another.
   *
   * @param key under which the store keeps its beats (on AWS the instance's ARN)
   */
  public record Peer(String node, String key) {}
}
