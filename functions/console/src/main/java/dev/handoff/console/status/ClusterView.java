package dev.handoff.console.status;

import dev.handoff.controller.port.Addresses.Located;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Hold;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.json.Kebab;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.GroupSpec.TargetRole;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A cluster at one moment: what the controller has recorded, what the nodes say, and where the
 * cloud has the addresses.
 *
 * @param hold why nothing is moved in the whole cluster; null: it is not held
 */
public record ClusterView(
    String cluster,
    boolean maintenance,
    @Nullable String hold,
    List<NodeView> nodes,
    List<GroupView> groups,
    List<AddressView> addresses,
    List<BiasView> biases) {

  public ClusterView {
    nodes = List.copyOf(nodes);
    groups = List.copyOf(groups);
    addresses = List.copyOf(addresses);
    biases = List.copyOf(biases);
  }

  /**
   * A node.
   *
   * @param presence unseen, present, silent or left
   */
  public record NodeView(String name, String presence, boolean standby) {}

  /**
   * A group.
   *
   * @param state active, partial, stopped, moving or held
   * @param owner null: nobody
   * @param detail in words: what it waits for, or why it is stopped or held; null: nothing to tell
   */
  public record GroupView(
      String name,
      String state,
      @Nullable String owner,
      long epoch,
      @Nullable String detail,
      List<ServiceView> services) {
    public GroupView {
      services = List.copyOf(services);
    }
  }

  /** A service on one node. */
  public record ServiceView(
      String name,
      String node,
      String state,
      int failCount,
      String threshold,
      @Nullable Instant lastFailure,
      @Nullable String detail) {}

  /**
   * An address.
   *
   * @param node where the cloud leads it; null: to no node of this cluster
   * @param place where it is, in words
   * @param url where the lab serves it; null outside of the lab
   */
  public record AddressView(
      String name, String shown, @Nullable String node, String place, @Nullable String url) {}

  /** An operator's wish that is not in the spec, or a node that did not start a group. */
  public record BiasView(String group, String node, String kind, @Nullable Instant until) {}

  /**
   * Puts the view together.
   *
   * @param readings of each node, by name
   * @param urls where addresses are served, by name; empty outside of the lab
   */
  public static ClusterView of(
      ClusterRecord record,
      Map<String, NodeReading> readings,
      List<Located> located,
      Map<String, String> urls) {
    List<NodeView> nodes = new ArrayList<>();
    for (NodeSpec node : record.spec().nodes()) {
      NodeRecord known = record.node(node.name());
      nodes.add(new NodeView(node.name(), Kebab.of(known.presence()), known.standby()));
    }
    return new ClusterView(
        record.spec().cluster(),
        record.maintenance(),
        words(record.hold()),
        nodes,
        record.spec().groups().stream().map(group -> group(record, readings, group)).toList(),
        located.stream().map(each -> address(each, urls)).toList(),
        record.biases().stream()
            .map(bias -> new BiasView(bias.group(), bias.node(), words(bias), bias.until()))
            .toList());
  }

  private static GroupView group(
      ClusterRecord record, Map<String, NodeReading> readings, GroupSpec group) {
    Assignment assignment = record.group(group.name());
    List<ServiceView> services = new ArrayList<>();
    for (Resource resource : group.resources()) {
      if (resource instanceof Service service) {
        for (NodeSpec node : record.spec().nodes()) {
          services.add(service(record, readings, group, service, node));
        }
      }
    }
    return new GroupView(
        group.name(),
        state(assignment),
        assignment.owner(),
        assignment.epoch(),
        detail(group, assignment),
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
      case Phase.Stopped stopped ->
          stopped.reasons().isEmpty() ? null : String.join("; ", stopped.reasons());
      case Phase.Stranded stranded -> running(group, assignment, stranded.reasons());
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
  private static String running(GroupSpec group, Assignment assignment, List<String> reasons) {
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
            rest,
            String.join(", ", stopped),
            wanted ? "target-role" : "no node may run it: " + String.join("; ", reasons));
  }

  private static ServiceView service(
      ClusterRecord record,
      Map<String, NodeReading> readings,
      GroupSpec group,
      Service service,
      NodeSpec node) {
    var failures = record.node(node.name()).failures(service.name());
    ResourceReport report =
        readings.get(node.name()) instanceof NodeReading.Heard heard
            ? heard.beat().resource(service.name()).orElse(null)
            : null;
    boolean heard = record.node(node.name()).presence() == NodeRecord.Presence.PRESENT;
    return new ServiceView(
        service.name(),
        node.name(),
        report == null || !heard ? "unknown" : Kebab.of(report.state()),
        failures.count(),
        group.options(service.name()).meta().migrationThreshold().toString(),
        failures.last(),
        report == null ? null : report.detail());
  }

  private static AddressView address(Located located, Map<String, String> urls) {
    Address address = located.address();
    String node = located.place() instanceof Place.AtNode at ? at.node() : null;
    return new AddressView(
        address.name(), address.shown(), node, words(located.place()), urls.get(address.name()));
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

  private static String words(Bias bias) {
    return switch (bias.kind()) {
      case PREFER -> "preferred by an operator";
      case BAN -> "banned by an operator";
      case START_FAILED -> "did not start there";
    };
  }
}
