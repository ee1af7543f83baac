package dev.handoff.controller.operation;

import dev.handoff.controller.handover.Newcomers;
import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.operation.Ruling.AlreadySo;
import dev.handoff.controller.operation.Ruling.Granted;
import dev.handoff.controller.operation.Ruling.Refused;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Failures;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Happening;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies operators' commands to the record, with Pacemaker's meaning of each. */
public final class Operations {

  private final Request request;
  private final ClusterRecord record;

  private Operations(Request request) {
    this.request = request;
    this.record = request.record();
  }

  /**
   * Rules on a command for a cluster that exists.
   *
   * @param evidence the record, and what can be said of its nodes at the moment
   * @param by who asks, as far as that is known
   */
  public static Ruling rule(Evidence evidence, OperatorCommand command, @Nullable String by) {
    return new Operations(new Request(evidence, command, by)).rule();
  }

  /**
   * The first record of a cluster. Nodes have a whole beat timeout to be heard.
   *
   * @param nextEntry number of its first journal entry
   * @param by who asks, as far as that is known
   */
  public static ClusterRecord create(
      ClusterSpec spec, long nextEntry, Instant now, @Nullable String by) {
    ClusterRecord empty =
        new ClusterRecord(
            spec, Map.of(), Map.of(), List.of(), false, null, now, nextEntry, List.of());
    return empty.telling(now, new Happening.SpecApplied(List.of("cluster created"), by));
  }

  private Ruling rule() {
    OperatorCommand command = request.command();
    if (record.closing() != null && !Destruction.allows(command)) {
      return new Refused(
          "cluster %s is being destroyed; 'handoff apply' takes that back"
              .formatted(record.spec().cluster()));
    }
    return switch (command) {
      case OperatorCommand.Apply apply -> apply(apply.spec());
      case OperatorCommand.Move move -> new Relocations(request).move(move);
      case OperatorCommand.Ban ban -> new Relocations(request).ban(ban);
      case OperatorCommand.Clear clear -> new Relocations(request).clear(clear);
      case OperatorCommand.Cleanup cleanup -> cleanup(cleanup);
      case OperatorCommand.Standby standby -> standby(standby.node(), true);
      case OperatorCommand.Online online -> standby(online.node(), false);
      case OperatorCommand.Maintenance maintenance -> maintenance(maintenance.on());
      case OperatorCommand.Destroy destroy -> new Destruction(request).destroy(destroy);
    };
  }

  private Ruling apply(ClusterSpec spec) {
    if (!spec.cluster().equals(record.spec().cluster())) {
      return new Refused(
          "the spec is of cluster " + spec.cluster() + ", not of " + record.spec().cluster());
    }
    boolean takenBack = record.closing() != null;
    if (spec.equals(record.spec()) && !takenBack) {
      return new AlreadySo("the spec is in force already");
    }
    for (Map.Entry<String, Assignment> group : record.groups().entrySet()) {
      String owner = group.getValue().owner();
      if (owner != null && spec.node(owner).isEmpty()) {
        return new Refused(
            "%s still has %s; run 'handoff standby %s' first and apply again when it has left"
                .formatted(owner, group.getKey(), owner));
      }
      String from = stillStopping(group.getValue());
      if (from != null && spec.node(from).isEmpty()) {
        return new Refused(
            "%s has still to stop %s; apply again when it has".formatted(from, group.getKey()));
      }
    }
    Set<String> groups = spec.groups().stream().map(GroupSpec::name).collect(Collectors.toSet());
    Set<String> nodes = spec.nodes().stream().map(NodeSpec::name).collect(Collectors.toSet());
    ClusterRecord wanted = Destruction.takenBack(record);
    ClusterRecord next =
        wanted
            .withGroups(Newcomers.under(spec, record.spec(), kept(wanted.groups(), groups)))
            .withNodes(kept(wanted.nodes(), nodes))
            .withBiases(
                wanted.biases().stream()
                    .filter(bias -> groups.contains(bias.group()) && nodes.contains(bias.node()))
                    .toList());
    List<String> changes = new ArrayList<>();
    if (takenBack) {
      changes.add("destroy taken back");
    }
    if (!spec.equals(record.spec())) {
      changes.addAll(SpecChanges.between(record.spec(), spec));
    }
    return new Granted(
        next.withSpec(spec)
            .telling(request.now(), new Happening.SpecApplied(changes, request.by())),
        "applied: " + String.join(", ", changes));
  }

  /** Of one that is lost nobody knows more than the person who takes it out of the spec. */
  private @Nullable String stillStopping(Assignment group) {
    return group.phase() instanceof Phase.Releasing(Phase.Handover handover, _)
            && handover.from() != null
            && record.node(handover.from()).presence() == NodeRecord.Presence.PRESENT
        ? handover.from()
        : null;
  }

  private static <V> Map<String, V> kept(Map<String, V> all, Set<String> names) {
    Map<String, V> kept = new TreeMap<>(all);
    kept.keySet().retainAll(names);
    return kept;
  }

  private Ruling cleanup(OperatorCommand.Cleanup cleanup) {
    String target = cleanup.target();
    Optional<GroupSpec> found = request.group(target);
    if (found.isEmpty()) {
      return request.unknownGroup(target);
    }
    String node = cleanup.node();
    if (node != null && !request.knows(node)) {
      return request.unknownNode(node);
    }
    GroupSpec group = found.get();
    Set<String> resources =
        group.name().equals(target)
            ? group.resources().stream().map(Resource::name).collect(Collectors.toSet())
            : Set.of(target);
    Map<String, NodeRecord> nodes = new TreeMap<>(record.nodes());
    nodes.replaceAll((name, known) ->
        node == null || node.equals(name)
            ? known.withFailures(forgiven(known.failures(), resources))
            : known);
    List<Bias> left =
        request.without(
            group.name(),
            bias -> bias.kind() == Bias.Kind.START_FAILED && (node == null || bias.isOn(node)));
    ClusterRecord next = request.touch(group.name()).withNodes(nodes).withBiases(left);
    String where = node == null ? "all nodes" : node;
    return next.equals(record)
        ? new AlreadySo("no failure of %s counts on %s".formatted(target, where))
        : request.granted(next, "failures of %s forgiven on %s".formatted(target, where));
  }

  private static Map<String, Failures> forgiven(
      Map<String, Failures> failures, Set<String> resources) {
    Map<String, Failures> next = new TreeMap<>(failures);
    next.replaceAll((name, f) -> resources.contains(name) ? f.forgive() : f);
    return next;
  }

  private Ruling standby(String node, boolean wanted) {
    if (record.spec().node(node).isEmpty()) {
      return request.unknownNode(node);
    }
    if (record.node(node).standby() == wanted) {
      return new AlreadySo(node + (wanted ? " is on standby already" : " is online already"));
    }
    Map<String, NodeRecord> nodes = new TreeMap<>(record.nodes());
    nodes.put(node, record.node(node).withStandby(wanted));
    return request.granted(
        record.withNodes(nodes),
        wanted ? node + " is to be emptied and stays empty" : node + " may run groups again");
  }

  private Ruling maintenance(boolean on) {
    return record.maintenance() == on
        ? new AlreadySo("maintenance is " + (on ? "on" : "off") + " already")
        : request.granted(
            record.withMaintenance(on),
            on
                ? "maintenance is on: nothing is moved, started or stopped before it is off"
                : "maintenance is off");
  }
}
