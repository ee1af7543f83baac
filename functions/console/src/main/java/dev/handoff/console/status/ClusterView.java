package dev.handoff.console.status;

import dev.handoff.controller.port.Addresses.Located;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Closing;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Beat;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.SortedCopy;
import dev.handoff.events.json.Kebab;
import dev.handoff.events.rule.RuleText;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.GroupSpec.TargetRole;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster at one moment: what the controller has recorded, what the nodes say, and where the
 * cloud has the addresses.
 *
 * @param at the controller's clock
 * @param hold why nothing is moved in the whole cluster; null: it is not held
 * @param closing what becomes of the cluster that is being destroyed; null: it is not
 * @param constraints those of the spec, a line each
 * @param biases those of operators, and nodes that did not start a group
 */
public record ClusterView(
    String cluster,
    Instant at,
    boolean maintenance,
    @Nullable String hold,
    @Nullable String closing,
    List<NodeView> nodes,
    List<GroupView> groups,
    List<AddressView> addresses,
    List<String> constraints,
    List<BiasView> biases) {

  public ClusterView {
    nodes = List.copyOf(nodes);
    groups = List.copyOf(groups);
    addresses = List.copyOf(addresses);
    constraints = List.copyOf(constraints);
    biases = List.copyOf(biases);
  }

  /**
   * A node.
   *
   * @param presence unseen, present, silent or left
   * @param attributes what location rules can ask for: of the spec, and of probes
   */
  public record NodeView(
      String name, String presence, boolean standby, Map<String, String> attributes) {
    public NodeView {
      attributes = SortedCopy.of(attributes);
    }
  }

  /**
   * A group.
   *
   * @param state active, partial, stopped, moving or held
   * @param owner null: nobody
   * @param detail in words: what it waits for, or why it is stopped or held; null: nothing to tell
   * @param reasons why each node may not run it, a line each, while it is stopped for that
   * @param members names of its addresses and services, in the order in which they start
   */
  public record GroupView(
      String name,
      String state,
      @Nullable String owner,
      long epoch,
      @Nullable String detail,
      List<String> reasons,
      List<String> members,
      List<ServiceView> services) {
    public GroupView {
      reasons = List.copyOf(reasons);
      members = List.copyOf(members);
      services = List.copyOf(services);
    }
  }

  /**
   * A service on one node.
   *
   * @param kind what it is, for example {@code systemd httpd}
   * @param threshold at which its group leaves the node
   * @param lastFailure null: none counts
   * @param expires when its failures are forgiven by themselves; null: at cleanup only
   * @param detail why it is in its state, as the node tells; null: nothing to tell
   * @param lastDetail what was wrong when it last failed; null: it is not known
   */
  public record ServiceView(
      String name,
      String kind,
      String node,
      String state,
      int failCount,
      String threshold,
      @Nullable Instant lastFailure,
      @Nullable Instant expires,
      @Nullable String detail,
      @Nullable String lastDetail) {}

  /**
   * An address.
   *
   * @param kind what it is, for example {@code elastic-ip eipalloc-1}
   * @param node where the cloud leads it; null: to no node of this cluster
   * @param place where it is, in words
   * @param url where the lab serves it; null outside of the lab
   */
  public record AddressView(
      String name, String kind, @Nullable String node, String place, @Nullable String url) {}

  /**
   * An operator's wish that is not in the spec, or a node that did not start a group.
   *
   * @param kind prefer, move, away, ban or start-failed
   * @param until when it is over; null: when it is taken back
   * @param lift the command that takes it back
   */
  public record BiasView(
      String group, String node, String kind, @Nullable Instant until, String lift) {}

  /**
   * Puts the view together.
   *
   * @param readings of each node, by name
   * @param urls where addresses are served, by name; empty outside of the lab
   * @param recent newest entries of the journal, oldest first
   * @param now the controller's clock
   */
  public static ClusterView of(
      ClusterRecord record,
      Map<String, NodeReading> readings,
      List<Located> located,
      Map<String, String> urls,
      List<JournalEntry> recent,
      Instant now) {
    Sources sources = new Sources(record, readings, recent);
    List<NodeView> nodes = new ArrayList<>();
    for (NodeSpec node : record.spec().nodes()) {
      NodeRecord known = record.node(node.name());
      nodes.add(
          new NodeView(
              node.name(), Kebab.of(known.presence()), known.standby(), sources.attributes(node)));
    }
    Closing closing = record.closing();
    return new ClusterView(
        record.spec().cluster(),
        now,
        record.maintenance(),
        words(record.hold()),
        closing == null ? null : closing.disposal().inWords(),
        nodes,
        record.spec().groups().stream().map(group -> group(sources, group)).toList(),
        located.stream().map(each -> address(each, urls)).toList(),
        record.spec().constraints().stream().map(ClusterView::words).toList(),
        record.biases().stream()
            .filter(bias -> !bias.isOver(now))
            .map(bias ->
                new BiasView(
                    bias.group(), bias.node(), Kebab.of(bias.kind()), bias.until(), bias.lift()))
            .toList());
  }

  /** What a view is made of. */
  private record Sources(
      ClusterRecord record, Map<String, NodeReading> readings, List<JournalEntry> recent) {

    boolean isPresent(String node) {
      return record.node(node).presence() == NodeRecord.Presence.PRESENT;
    }

    Optional<Beat> beat(String node) {
      return readings.get(node) instanceof NodeReading.Heard heard
          ? Optional.of(heard.beat())
          : Optional.empty();
    }

    Map<String, String> attributes(NodeSpec node) {
      Map<String, String> attributes = new TreeMap<>(node.attributes());
      if (isPresent(node.name())) {
        beat(node.name()).ifPresent(beat -> attributes.putAll(beat.attributes()));
      }
      return attributes;
    }

    @Nullable String lastDetail(String service, String node) {
      return recent.reversed().stream()
          .map(JournalEntry::happening)
          .flatMap(h -> h instanceof Happening.ResourceFailed failed ? Stream.of(failed) : null)
          .filter(failed -> failed.resource().equals(service) && failed.node().equals(node))
          .findFirst()
          .map(Happening.ResourceFailed::detail)
          .orElse(null);
    }
  }

  private static GroupView group(Sources sources, GroupSpec group) {
    ClusterRecord record = sources.record();
    Assignment assignment = record.group(group.name());
    List<ServiceView> services = new ArrayList<>();
    for (Resource resource : group.resources()) {
      if (resource instanceof Service service) {
        for (NodeSpec node : record.spec().nodes()) {
          services.add(service(sources, group, service, node));
        }
      }
    }
    return new GroupView(
        group.name(),
        state(assignment),
        assignment.owner(),
        assignment.epoch(),
        detail(group, assignment),
        reasons(assignment),
        group.resources().stream().map(Resource::name).toList(),
        services);
  }

  /** What a group is: active, partial, stopped, moving or held. */
  public static String state(Assignment assignment) {
    if (assignment.hold() != null) {
      return "held";
    }
    return switch (assignment.phase()) {
      case Phase.Stopped _ -> "stopped";
      case Phase.Stranded _ -> "partial";
      case Phase.Settled _ -> "active";
      case Phase.Releasing _, Phase.Moving _, Phase.Starting _ -> "moving";
    };
  }

  private static @Nullable String detail(GroupSpec group, Assignment assignment) {
    if (assignment.hold() != null) {
      return assignment.hold().inWords();
    }
    return switch (assignment.phase()) {
      case Phase.Stopped stopped -> stopped.reasons().isEmpty() ? null : "no node may run it";
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
        .formatted(rest, String.join(", ", stopped), wanted ? "target-role" : "no node may run it");
  }

  private static List<String> reasons(Assignment assignment) {
    return switch (assignment.phase()) {
      case Phase.Stopped stopped -> stopped.reasons();
      case Phase.Stranded stranded -> stranded.reasons();
      case Phase.Settled _, Phase.Releasing _, Phase.Moving _, Phase.Starting _ -> List.of();
    };
  }

  private static ServiceView service(
      Sources sources, GroupSpec group, Service service, NodeSpec node) {
    var failures = sources.record().node(node.name()).failures(service.name());
    ResourceReport report =
        sources.beat(node.name()).flatMap(beat -> beat.resource(service.name())).orElse(null);
    boolean heard = sources.isPresent(node.name());
    return new ServiceView(
        service.name(),
        kind(service),
        node.name(),
        report == null || !heard ? "unknown" : Kebab.of(report.state()),
        failures.count(),
        group.options(service.name()).meta().migrationThreshold().toString(),
        failures.last(),
        failures.count() == 0 ? null : failures.expiry(group.meta().failureTimeout()),
        report == null ? null : report.detail(),
        failures.detail() != null && failures.count() > 0
            ? failures.detail()
            : sources.lastDetail(service.name(), node.name()));
  }

  private static String kind(Service service) {
    return switch (service.kind()) {
      case Kind.Supervised supervised -> "process " + supervised.command().getFirst();
      case Kind.Systemd systemd -> "systemd " + systemd.unit();
      case Kind.Ocf ocf -> "ocf " + ocf.agent();
      case Kind.Command _ -> "command";
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
        words(located.place()),
        urls.get(address.name()));
  }

  /** Where an address is, in words. */
  public static String words(Place place) {
    return switch (place) {
      case Place.AtNode at -> "at " + at.node();
      case Place.Elsewhere elsewhere -> "elsewhere: " + elsewhere.detail();
      case Place.Nowhere _ -> "nowhere";
      case Place.Unreadable unreadable -> "not known: " + unreadable.detail();
    };
  }

  private static @Nullable String words(@Nullable Hold hold) {
    return hold == null ? null : hold.inWords();
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
