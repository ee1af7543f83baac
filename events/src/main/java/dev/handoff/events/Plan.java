package dev.handoff.events;

import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.ClusterOption;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Probe;
import java.util.List;

/**
 * What a node needs to know of the spec: what it may have to run, how it is watched, and whom to
 * watch. Fetched when its version changes.
 *
 * @param version a digest of the content
 * @param options cluster options that are not as they are by default
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
    List<ClusterOption> options,
    List<Peer> watch) {

  public Plan {
    options = List.copyOf(options);
    groups = List.copyOf(groups);
    probes = List.copyOf(probes);
    watch = List.copyOf(watch);
  }

  /** A plan for a cluster whose options are as they are by default. */
  public Plan(
      String version,
      String cluster,
      String node,
      BeatSpec beat,
      Isolation isolation,
      List<GroupSpec> groups,
      List<Probe> probes,
      List<Peer> watch) {
    this(version, cluster, node, beat, isolation, groups, probes, List.of(), watch);
  }

  /** The same plan under its version. */
  public Plan versioned(String other) {
    return new Plan(other, cluster, node, beat, isolation, groups, probes, options, watch);
  }

  /** The same plan, of other groups and probes of the same names. */
  public Plan with(List<GroupSpec> otherGroups, List<Probe> otherProbes) {
    return new Plan(
        version, cluster, node, beat, isolation, otherGroups, otherProbes, options, watch);
  }

  /** Whether a failed start bans the node at once. */
  public boolean startFailureIsFatal() {
    return !options.contains(ClusterOption.START_FAILURES_COUNT_ONE);
  }

  /**
   * A node that is watched by another.
   *
   * @param key under which the store keeps its beats (on AWS the instance's ARN)
   */
  public record Peer(String node, String key) {}
}
