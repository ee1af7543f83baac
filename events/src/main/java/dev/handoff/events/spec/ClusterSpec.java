package dev.handoff.events.spec;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A whole cluster as its operator describes it. Every default is already filled in and every group
 * carries its resolved meta-attributes, so readers of this record never look elsewhere.
 *
 * @param cluster letters, digits and '-', at most 63 characters
 * @param nodes at least one, in the order of the file
 * @param groups in the order of the file, which is the order of placement among equals
 * @param symmetric whether a node may run anything by default; false makes the cluster opt-in: a
 *     group then runs only where a location constraint names the node
 * @param options cluster options that are not as they are by default, each once
 * @param topic where alerts go (an SNS topic ARN or an ONS topic OCID); null: nobody is mailed
 */
public record ClusterSpec(
    String cluster,
    BeatSpec beat,
    Isolation isolation,
    Fencing fence,
    Limits limits,
    boolean symmetric,
    List<NodeSpec> nodes,
    List<GroupSpec> groups,
    List<Constraint> constraints,
    List<Probe> probes,
    List<ClusterOption> options,
    @Nullable String topic) {

  public ClusterSpec {
    options = List.copyOf(options);
    nodes = List.copyOf(nodes);
    groups = List.copyOf(groups);
    constraints = List.copyOf(constraints);
    probes = List.copyOf(probes);
  }

  /** A cluster whose options are as they are by default. */
  public ClusterSpec(
      String cluster,
      BeatSpec beat,
      Isolation isolation,
      Fencing fence,
      Limits limits,
      boolean symmetric,
      List<NodeSpec> nodes,
      List<GroupSpec> groups,
      List<Constraint> constraints,
      List<Probe> probes,
      @Nullable String topic) {
    this(
        cluster,
        beat,
        isolation,
        fence,
        limits,
        symmetric,
        nodes,
        groups,
        constraints,
        probes,
        List.of(),
        topic);
  }

  /** The same cluster, made of other nodes and groups of the same names. */
  public ClusterSpec with(List<NodeSpec> otherNodes, List<GroupSpec> otherGroups) {
    return new ClusterSpec(
        cluster,
        beat,
        isolation,
        fence,
        limits,
        symmetric,
        otherNodes,
        otherGroups,
        constraints,
        probes,
        options,
        topic);
  }

  /** The same cluster, with another topic for its alerts. */
  public ClusterSpec alerting(@Nullable String otherTopic) {
    return new ClusterSpec(
        cluster,
        beat,
        isolation,
        fence,
        limits,
        symmetric,
        nodes,
        groups,
        constraints,
        probes,
        options,
        otherTopic);
  }

  /** Whether a failed start bans the node at once. */
  public boolean startFailureIsFatal() {
    return !options.contains(ClusterOption.START_FAILURES_COUNT_ONE);
  }

  /** Whether everything that is managed is to be stopped. */
  public boolean stopsAll() {
    return options.contains(ClusterOption.STOP_ALL);
  }

  public Optional<NodeSpec> node(String name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
  }

  public Optional<GroupSpec> group(String name) {
    for (GroupSpec group : groups) {
      if (group.name().equals(name)) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }

  /** The group that a name stands for: the group itself, or the one that holds that resource. */
  public Optional<GroupSpec> groupOf(String groupOrResource) {
    Optional<GroupSpec> named = group(groupOrResource);
    if (named.isPresent()) {
      return named;
    }
    for (GroupSpec group : groups) {
      if (group.resource(groupOrResource).isPresent()) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }

  /** The same, with every group left alone, as in maintenance. */
  public ClusterSpec unmanaged() {
    return with(GroupSpec::unmanaged);
  }

  /** The same, with other groups of the same names. */
  public ClusterSpec with(UnaryOperator<GroupSpec> change) {
    return new ClusterSpec(
        cluster,
        beat,
        isolation,
        fence,
        limits,
        symmetric,
        nodes,
        groups.stream().map(change).toList(),
        constraints,
        probes,
        options,
        topic);
  }

  public Stream<Address> addresses() {
    return groups.stream().flatMap(group -> group.addresses().stream());
  }
}
