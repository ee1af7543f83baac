package dev.handoff.console.status;

import dev.handoff.console.status.ClusterView.AddressView;
import dev.handoff.console.status.ClusterView.BarView;
import dev.handoff.console.status.ClusterView.BiasView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.IncidentView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.status.ClusterView.ServiceView;
import dev.handoff.controller.decision.Outlook;
import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.port.Addresses.Located;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Closing;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Beat;
import dev.handoff.events.Hold;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.json.Kebab;
import dev.handoff.events.rule.RuleText;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.GroupSpec.TargetRole;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a view together, of what the controller has recorded and what the nodes say. */
final class Survey {

  private final ClusterRecord record;
  private final Map<String, NodeReading> readings;
  private final Instant now;
  private final Outlook outlook;

  /**
   * Looks at a cluster.
   *
   * @param readings of each node, by name
   * @param now the controller's clock
   */
  Survey(ClusterRecord record, Map<String, NodeReading> readings, Instant now) {
    this.record = record;
    this.readings = Map.copyOf(readings);
    this.now = now;
    this.outlook = Outlook.of(new Evidence(record, readings, Map.of(), Duration.ZERO, now));
  }

  /**
   * The view.
   *
   * @param urls where addresses are served, by name; empty outside of the lab
   */
  ClusterView view(List<Located> located, Map<String, String> urls) {
    Hold hold = record.hold();
    Closing closing = record.closing();
    return new ClusterView(
        record.spec().cluster(),
        now,
        record.maintenance(),
        hold == null ? null : hold.inWords(),
        closing == null ? null : closing.disposal().inWords(),
        record.spec().nodes().stream().map(this::node).toList(),
        record.spec().groups().stream().map(this::group).toList(),
        located.stream().map(each -> address(each, urls)).toList(),
        record.spec().constraints().stream().map(Survey::words).toList(),
        record.biases().stream()
            .filter(bias -> !bias.isOver(now))
            .map(bias ->
                new BiasView(
                    bias.group(), bias.node(), Kebab.of(bias.kind()), bias.until(), bias.lift()))
            .toList(),
        record.incidents().stream()
            .filter(incident -> incident.isOpen() && !incident.about().startsWith("wish "))
            .map(i -> new IncidentView(i.about(), i.id(), i.since(), i.times()))
            .toList());
  }

  private NodeView node(NodeSpec node) {
    NodeRecord known = record.node(node.name());
    Map<String, String> attributes = new TreeMap<>(node.attributes());
    if (isPresent(node.name())) {
      beat(node.name()).ifPresent(beat -> attributes.putAll(beat.measured()));
    }
    return new NodeView(node.name(), Kebab.of(known.presence()), known.standby(), attributes);
  }

  private boolean isPresent(String node) {
    return record.node(node).presence() == NodeRecord.Presence.PRESENT;
  }

  private Optional<Beat> beat(String node) {
    return readings.get(node) instanceof NodeReading.Heard heard
        ? Optional.of(heard.beat())
        : Optional.empty();
  }

  private GroupView group(GroupSpec group) {
    Assignment assignment = record.group(group.name());
    List<ServiceView> services = new ArrayList<>();
    for (Service service : group.services()) {
      for (NodeSpec node : record.spec().nodes()) {
        services.add(service(group, service, node));
      }
    }
    return new GroupView(
        group.name(),
        ClusterView.state(assignment),
        assignment.owner(),
        assignment.epoch(),
        detail(group, assignment),
        Stream.concat(reasons(assignment), unasked(assignment)).toList(),
        group.resources().stream().map(Resource::name).toList(),
        services,
        group.managed(),
        others(assignment).filter(node -> outlook.couldTake(group.name(), node)).toList(),
        others(assignment)
            .filter(node -> !outlook.couldTake(group.name(), node))
            .map(node -> bar(group.name(), node))
            .toList());
  }

  private Stream<String> others(Assignment assignment) {
    return record.spec().nodes().stream()
        .map(NodeSpec::name)
        .filter(node -> !node.equals(assignment.owner()));
  }

  private BarView bar(String group, String node) {
    return new BarView(
        node, String.join("; ", outlook.obstacles(group, node)), outlook.remedies(group, node));
  }

  private static @Nullable String detail(GroupSpec group, Assignment assignment) {
    if (assignment.hold() != null) {
      return assignment.hold().inWords();
    }
    return switch (assignment.phase()) {
      case Phase.Stopped stopped when stopped.reasons().isEmpty() -> null;
      case Phase.Stopped _ ->
          assignment.epoch() == 0 ? "waits for its first start" : "no node may run it";
      case Phase.Stranded _ -> running(group, assignment);
      case Phase.Settled _ -> null;
      case Phase.Releasing releasing ->
          "waits for "
              + releasing.handover().from()
              + " to let go: "
              + releasing.handover().cause().inWords();
      case Phase.Moving moving -> "its addresses move: " + moving.handover().cause().inWords();
      case Phase.Starting starting ->
          "its services start: " + starting.handover().cause().inWords();
    };
  }

  /** What of a group runs, and what does not. */
  private static String running(GroupSpec group, Assignment assignment) {
    List<String> stopped = assignment.stopped();
    String rest =
        group.resources().stream()
            .map(Resource::name)
            .filter(resource -> !stopped.contains(resource))
            .collect(Collectors.joining(", "));
    boolean wanted =
        stopped.stream().anyMatch(r -> group.options(r).targetRole() == TargetRole.STOPPED);
    return "%s there, %s stopped: %s"
        .formatted(
            rest, String.join(", ", stopped), wanted ? "target-role" : "no node may run all of it");
  }

  private static Stream<String> reasons(Assignment assignment) {
    return switch (assignment.phase()) {
      case Phase.Stopped stopped -> stopped.reasons().stream();
      case Phase.Stranded stranded -> stranded.reasons().stream();
      case Phase.Settled _, Phase.Releasing _, Phase.Moving _, Phase.Starting _ -> Stream.empty();
    };
  }

  /** Why a service that the spec has added is not started yet. */
  private Stream<String> unasked(Assignment assignment) {
    return assignment.unasked().stream()
        .flatMap(service -> others(assignment).flatMap(node -> unasked(service, node)));
  }

  private Stream<String> unasked(String service, String node) {
    Optional<ResourceReport.State> told =
        beat(node).flatMap(beat -> beat.resource(service)).map(ResourceReport::state);
    boolean tells = told.filter(state -> state != ResourceReport.State.UNKNOWN).isPresent();
    if (!tells && isPresent(node)) {
      return Stream.of(
          "%s waits: %s has not told yet whether it runs there".formatted(service, node));
    }
    return told.filter(state -> tells && state != ResourceReport.State.STOPPED).stream()
        .map(state -> "%s waits: it is %s on %s".formatted(service, Kebab.of(state), node));
  }

  private ServiceView service(GroupSpec group, Service service, NodeSpec node) {
    Meta meta = group.options(service.name()).meta();
    var failures = record.node(node.name()).failures(service.name());
    ResourceReport report =
        beat(node.name()).flatMap(beat -> beat.resource(service.name())).orElse(null);
    boolean heard = isPresent(node.name());
    return new ServiceView(
        service.name(),
        kind(service),
        node.name(),
        report == null || !heard ? "unknown" : Kebab.of(report.state()),
        failures.count(),
        meta.migrationThreshold().toString(),
        failures.last(),
        failures.count() == 0 ? null : failures.detail(),
        failures.count() == 0 ? null : failures.expiry(meta.failureTimeout()),
        report == null ? null : report.detail());
  }

  private static String kind(Service service) {
    return switch (service.kind()) {
      case Kind.Supervised supervised -> "process " + supervised.command().getFirst();
      case Kind.Systemd systemd -> "systemd " + systemd.unit();
      case Kind.Ocf ocf -> "ocf " + ocf.agent();
      case Kind.Command _ -> "command";
      case Kind.InterfaceAddress on -> "interface " + on.address() + "/" + on.prefix();
      case Kind.External _ -> "external";
    };
  }

  private static AddressView address(Located located, Map<String, String> urls) {
    Address address = located.address();
    String node = located.place() instanceof Place.AtNode at ? at.node() : null;
    return new AddressView(
        address.name(),
        Kebab.of(address.getClass()) + " " + address.shown(),
        node,
        ClusterView.words(located.place()),
        urls.get(address.name()));
  }

  /** A constraint of the spec, as people say it. */
  private static String words(Constraint constraint) {
    return switch (constraint) {
      case Constraint.OnNode c -> c.group() + " on " + c.node() + ": " + signed(c.score());
      case Constraint.ByRule c ->
          c.group() + " where " + RuleText.write(c.rule()) + ": " + signed(c.score());
      case Constraint.Colocation c -> c.group() + " with " + c.with() + ": " + signed(c.score());
      case Constraint.Order c ->
          c.first() + " before " + c.then() + (c.mandatory() ? "" : " (optional)");
    };
  }

  private static String signed(Score score) {
    return score.value() >= 0 ? "+" + score : score.toString();
  }
}
