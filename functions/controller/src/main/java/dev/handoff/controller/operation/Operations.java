package dev.handoff.controller.operation;

import dev.handoff.controller.operation.Ruling.AlreadySo;
import dev.handoff.controller.operation.Ruling.Granted;
import dev.handoff.controller.operation.Ruling.Refused;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Failures;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.events.Happening;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.yaml.SpecChecks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies operators' commands to the record, with Pacemaker's meaning of each. */
public final class Operations {

  private final ClusterRecord record;
  private final OperatorCommand command;
  private final Instant now;

  private Operations(ClusterRecord record, OperatorCommand command, Instant now) {
    this.record = record;
    this.command = command;
    this.now = now;
  }

  /** Rules on a command for a cluster that exists. */
  public static Ruling rule(ClusterRecord record, OperatorCommand command, Instant now) {
    return new Operations(record, command, now).rule();
  }

  /**
   * The first record of a cluster. Nodes have a whole beat timeout to be heard.
   *
   * @param nextEntry number of its first journal entry
   */
  public static ClusterRecord create(ClusterSpec spec, long nextEntry, Instant now) {
    ClusterRecord empty =
        new ClusterRecord(
            spec, Map.of(), Map.of(), List.of(), false, null, now, nextEntry, List.of());
    return empty.telling(now, new Happening.SpecApplied(List.of("cluster created")));
  }

  private Ruling rule() {
    return switch (command) {
      case OperatorCommand.Apply apply -> apply(apply.spec());
      case OperatorCommand.Move move -> move(move);
      case OperatorCommand.Ban ban -> ban(ban.group(), ban.node(), ban.lifetime());
      case OperatorCommand.Clear clear -> clear(clear);
      case OperatorCommand.Cleanup cleanup -> cleanup(cleanup);
      case OperatorCommand.Standby standby -> standby(standby.node(), true);
      case OperatorCommand.Online online -> standby(online.node(), false);
      case OperatorCommand.Maintenance maintenance -> maintenance(maintenance.on());
      case OperatorCommand.Destroy _ -> new Granted(null, "forgotten; addresses stay as they are");
    };
  }

  /** Why a spec cannot be stored; empty if it can. It may not have come through the reader. */
  public static Optional<String> objection(ClusterSpec spec) {
    List<String> problems = SpecChecks.problems(spec);
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of("the spec is refused: " + String.join("; ", problems));
  }

  private Ruling apply(ClusterSpec spec) {
    Optional<String> objection = objection(spec);
    if (objection.isPresent()) {
      return new Refused(objection.get());
    }
    if (!spec.cluster().equals(record.spec().cluster())) {
      return new Refused(
          "the spec is of cluster " + spec.cluster() + ", not of " + record.spec().cluster());
    }
    if (spec.equals(record.spec())) {
      return new AlreadySo("the spec is in force already");
    }
    for (Map.Entry<String, Assignment> group : record.groups().entrySet()) {
      String owner = group.getValue().owner();
      if (owner != null && spec.node(owner).isEmpty()) {
        return new Refused(
            "%s still has %s; run 'handoff standby %s' first and apply again when it has left"
                .formatted(owner, group.getKey(), owner));
      }
    }
    Set<String> groups = spec.groups().stream().map(GroupSpec::name).collect(Collectors.toSet());
    Set<String> nodes = spec.nodes().stream().map(NodeSpec::name).collect(Collectors.toSet());
    ClusterRecord next =
        record
            .withGroups(kept(record.groups(), groups))
            .withNodes(kept(record.nodes(), nodes))
            .withBiases(
                record.biases().stream()
                    .filter(bias -> groups.contains(bias.group()) && nodes.contains(bias.node()))
                    .toList());
    List<String> changes = SpecChanges.between(record.spec(), spec);
    return new Granted(
        next.withSpec(spec).telling(now, new Happening.SpecApplied(changes)),
        "applied: " + String.join(", ", changes));
  }

  private static <V> Map<String, V> kept(Map<String, V> all, Set<String> names) {
    Map<String, V> kept = new TreeMap<>(all);
    kept.keySet().retainAll(names);
    return kept;
  }

  private Ruling move(OperatorCommand.Move move) {
    Optional<GroupSpec> group = record.spec().groupOf(move.group());
    if (group.isEmpty()) {
      return unknownGroup(move.group());
    }
    String name = group.get().name();
    String owner = record.group(name).owner();
    String node = move.node();
    if (node == null) {
      return owner == null
          ? new Refused(name + " runs nowhere; name the node that it should move to")
          : ban(name, owner, move.lifetime());
    }
    if (record.spec().node(node).isEmpty()) {
      return unknownNode(node);
    }
    Bias prefer = new Bias(name, node, Bias.Kind.PREFER, until(move.lifetime()));
    List<Bias> biases = without(name, b -> isPreference(b) || isBanOn(b, node));
    biases.add(prefer);
    String message =
        node.equals(owner)
            ? name + " is on " + node + " already and stays there" + forLong(move.lifetime())
            : name + " prefers " + node + forLong(move.lifetime());
    return granted(touch(name).withBiases(biases), message);
  }

  private Ruling ban(String groupOrResource, @Nullable String named, @Nullable Duration lifetime) {
    Optional<GroupSpec> group = record.spec().groupOf(groupOrResource);
    if (group.isEmpty()) {
      return unknownGroup(groupOrResource);
    }
    String name = group.get().name();
    String node = named != null ? named : record.group(name).owner();
    if (node == null) {
      return new Refused(name + " runs nowhere; name the node that it is banned from");
    }
    if (record.spec().node(node).isEmpty()) {
      return unknownNode(node);
    }
    List<Bias> biases = without(name, bias -> isBanOn(bias, node));
    biases.add(new Bias(name, node, Bias.Kind.BAN, until(lifetime)));
    return granted(
        touch(name).withBiases(biases), name + " is banned from " + node + forLong(lifetime));
  }

  private Ruling clear(OperatorCommand.Clear clear) {
    Optional<GroupSpec> group = record.spec().groupOf(clear.group());
    if (group.isEmpty()) {
      return unknownGroup(clear.group());
    }
    String node = clear.node();
    if (node != null && record.spec().node(node).isEmpty()) {
      return unknownNode(node);
    }
    List<Bias> left =
        without(
            group.get().name(),
            bias ->
                bias.kind() != Bias.Kind.START_FAILED
                    && (node == null || bias.node().equals(node)));
    int gone = record.biases().size() - left.size();
    return gone == 0
        ? new AlreadySo("no preference or ban of " + group.get().name() + " is in force")
        : granted(
            touch(group.get().name()).withBiases(left),
            gone + (gone == 1 ? " preference or ban" : " preferences and bans") + " removed");
  }

  private Ruling cleanup(OperatorCommand.Cleanup cleanup) {
    Optional<GroupSpec> group = record.spec().groupOf(cleanup.target());
    if (group.isEmpty()) {
      return unknownGroup(cleanup.target());
    }
    String node = cleanup.node();
    if (node != null && record.spec().node(node).isEmpty()) {
      return unknownNode(node);
    }
    boolean whole = group.get().name().equals(cleanup.target());
    Set<String> resources =
        whole
            ? group.get().resources().stream().map(Resource::name).collect(Collectors.toSet())
            : Set.of(cleanup.target());
    Map<String, NodeRecord> nodes = new TreeMap<>(record.nodes());
    nodes.replaceAll((name, known) ->
        node == null || node.equals(name)
            ? known.withFailures(forgiven(known.failures(), resources))
            : known);
    List<Bias> left =
        without(
            group.get().name(),
            bias ->
                bias.kind() == Bias.Kind.START_FAILED
                    && (node == null || bias.node().equals(node)));
    return granted(
        touch(group.get().name()).withNodes(nodes).withBiases(left),
        "failures of %s forgiven on %s"
            .formatted(cleanup.target(), node == null ? "all nodes" : node));
  }

  private static Map<String, Failures> forgiven(
      Map<String, Failures> failures, Set<String> resources) {
    Map<String, Failures> next = new TreeMap<>(failures);
    next.replaceAll((name, f) -> resources.contains(name) ? f.forgive() : f);
    return next;
  }

  private Ruling standby(String node, boolean wanted) {
    if (record.spec().node(node).isEmpty()) {
      return unknownNode(node);
    }
    if (record.node(node).standby() == wanted) {
      return new AlreadySo(node + (wanted ? " is on standby already" : " is online already"));
    }
    Map<String, NodeRecord> nodes = new TreeMap<>(record.nodes());
    nodes.put(node, record.node(node).withStandby(wanted));
    return granted(
        record.withNodes(nodes),
        wanted ? node + " is to be emptied and stays empty" : node + " may run groups again");
  }

  private Ruling maintenance(boolean on) {
    return record.maintenance() == on
        ? new AlreadySo("maintenance is " + (on ? "on" : "off") + " already")
        : granted(
            record.withMaintenance(on),
            on ? "maintenance is on: nothing is moved" : "maintenance is off");
  }

  private Ruling granted(ClusterRecord next, String message) {
    return new Granted(next.telling(now, new Happening.OperatorActed(command)), message);
  }

  /** An operator at work on a group: past moves are no flapping any more. */
  private ClusterRecord touch(String group) {
    Map<String, Assignment> groups = new TreeMap<>(record.groups());
    groups.computeIfPresent(group, (name, assignment) -> assignment.unparked());
    return record.withGroups(groups);
  }

  private List<Bias> without(String group, Predicate<Bias> dropped) {
    return new ArrayList<>(
        record.biases().stream()
            .filter(bias -> !(bias.group().equals(group) && dropped.test(bias)))
            .toList());
  }

  private static boolean isPreference(Bias bias) {
    return bias.kind() == Bias.Kind.PREFER;
  }

  private static boolean isBanOn(Bias bias, String node) {
    return bias.kind() == Bias.Kind.BAN && bias.node().equals(node);
  }

  private @Nullable Instant until(@Nullable Duration lifetime) {
    return lifetime == null ? null : now.plus(lifetime);
  }

  private static String forLong(@Nullable Duration lifetime) {
    return lifetime == null
        ? " until 'handoff clear'"
        : " for " + Objects.requireNonNull(lifetime).toSeconds() + " s";
  }

  private Ruling unknownGroup(String name) {
    return new Refused(
        "no group or resource '%s'; there are %s"
            .formatted(name, record.spec().groups().stream().map(GroupSpec::name).toList()));
  }

  private Ruling unknownNode(String name) {
    return new Refused(
        "no node '%s'; there are %s"
            .formatted(name, record.spec().nodes().stream().map(NodeSpec::name).toList()));
  }
}
