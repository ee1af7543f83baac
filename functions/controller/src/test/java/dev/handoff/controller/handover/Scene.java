package dev.handoff.controller.handover;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.Fence.Fenced;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Phase;
import dev.handoff.controller.record.Phase.Handover;
import dev.handoff.events.Beat;
import dev.handoff.events.Cause;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Happening;
import dev.handoff.events.Order;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.ClusterOption;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Limits;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.ResourceOptions;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation has read of one group, to be varied. The base: node-a owns an elastic IP and
 * httpd under epoch 5 and serves, node-b stands by; placement is content.
 */
final class Scene {

  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final Duration LATE_BOUND = Duration.ofSeconds(60);
  static final Address EIP = new Address.ElasticIp("eip", "eipalloc-1", null);
  static final Service HTTPD = service(new Kind.Systemd("httpd"));

  /** From node-a, whose silence had lasted four seconds. */
  static final Handover AWAY =
      new Handover(
          "node-a", new Cause.NodeSilent("node-a"), NOON.minusSeconds(5), Duration.ofSeconds(4));

  Assignment assignment =
      new Assignment(5, "node-a", "boot-1", new Phase.Settled(), null, List.of(), null);
  Choice choice = new Choice("node-a", List.of(), true, new Cause.NoEligibleNode(), List.of());
  boolean mine;
  Fencing fence = Fencing.NONE;
  Isolation isolation = Isolation.IGNORE;
  List<Resource> resources = List.of(EIP, HTTPD);
  boolean managed = true;
  boolean overlap;
  List<ClusterOption> options = List.of();
  Map<String, ResourceOptions> own = Map.of();
  final Map<String, Verdict> verdicts = new TreeMap<>();

  /** Nodes that are heard although a person has taken them out. */
  final Set<String> outOfTheSpec = new HashSet<>();

  final Map<String, Order> told = new HashMap<>();
  long ordered;
  final Map<String, Place> places = new HashMap<>();
  final Map<String, Moved> results = new HashMap<>();
  final Map<String, Fenced> fences = new HashMap<>();

  Scene() {
    says("node-a", web(5, Progress.ACTIVE), httpd(State.RUNNING));
    says("node-b", web(5, Progress.STANDBY), httpd(State.STOPPED));
  }

  static Service service(Kind kind) {
    return new Service(
        "httpd",
        kind,
        List.of(),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Service.Runs.ACTIVE,
        80);
  }

  static GroupReport web(long epoch, Progress progress) {
    return new GroupReport("web", epoch, progress);
  }

  static ResourceReport httpd(State state) {
    return new ResourceReport("httpd", state, 0, null);
  }

  /** The last word of a node; null: it has no orders for the group. */
  static Beat word(String node, @Nullable GroupReport group, ResourceReport... services) {
    return new Beat(
        "c",
        node,
        "boot-1",
        7,
        Duration.ofSeconds(7),
        NOON.minusSeconds(1),
        false,
        false,
        "",
        group == null ? List.of() : List.of(group),
        List.of(services),
        Map.of(),
        List.of());
  }

  Scene says(String node, @Nullable GroupReport group, ResourceReport... services) {
    verdicts.put(node, new Verdict.Alive(word(node, group, services)));
    return this;
  }

  /** The node is silent, and this was its last word. */
  Scene saidLast(String node, GroupReport group, ResourceReport... services) {
    verdicts.put(node, new Verdict.Silent(word(node, group, services), Duration.ofSeconds(4)));
    return this;
  }

  /** The node has shut down, and this was its last word. */
  Scene saidGoodBye(String node, @Nullable GroupReport group, ResourceReport... services) {
    verdicts.put(node, new Verdict.Left(word(node, group, services)));
    return this;
  }

  /** An order lies ready for the node, whether it has fetched it or not. */
  Scene told(String node, long epoch, Role role) {
    told.put(node, new Order("web", epoch, role, Map.of()));
    return this;
  }

  /** The node was told to start the group, and how much of its failures counts no more. */
  Scene forgiven(String node, Map<String, Long> upTo) {
    told.put(node, new Order("web", assignment.epoch(), Role.ACTIVE, upTo));
    return this;
  }

  Scene fencing() {
    fence = Fencing.STOP;
    return this;
  }

  Scene in(Phase phase) {
    return record(now -> now.in(phase));
  }

  /** The group was given to that node's first boot. */
  Scene ownedBy(@Nullable String node) {
    return record(now ->
        new Assignment(
            now.epoch(),
            node,
            node == null ? null : "boot-1",
            now.phase(),
            now.lateUntil(),
            now.moves(),
            now.hold(),
            now.stopped(),
            now.unasked()));
  }

  Scene record(UnaryOperator<Assignment> change) {
    assignment = change.apply(assignment);
    return this;
  }

  /** Placement wants the group there, for this cause, without these resources. */
  Scene chosen(@Nullable String node, Cause cause, String... stopped) {
    choice = new Choice(node, List.of(stopped), choice.ownerAllowed(), cause, List.of("why"));
    return this;
  }

  /** Placement does not allow the present owner any more. */
  Scene ownerForbidden() {
    choice = new Choice(choice.node(), choice.stopped(), false, choice.cause(), choice.reasons());
    return this;
  }

  Situation situation() {
    GroupSpec group =
        new GroupSpec(
            "web", resources, Meta.DEFAULT, GroupSpec.TargetRole.STARTED, managed, overlap, own);
    ClusterSpec spec =
        new ClusterSpec(
            "c",
            new BeatSpec(Duration.ofSeconds(1), Duration.ofSeconds(4)),
            isolation,
            fence,
            Limits.DEFAULT,
            true,
            verdicts.keySet().stream()
                .filter(name -> !outOfTheSpec.contains(name))
                .map(name -> new NodeSpec(name, "i-" + name, "eni-" + name, Map.of()))
                .toList(),
            List.of(group),
            List.of(),
            List.of(),
            options,
            null);
    return new Situation(
        spec,
        group,
        assignment,
        choice,
        verdicts,
        told,
        ordered,
        places,
        results,
        mine,
        fences,
        LATE_BOUND,
        NOON);
  }

  Step advance() {
    return Handovers.advance(situation());
  }

  /** The handover that a step begins. */
  static Happening.HandoverBegun begun(Step step) {
    return assertInstanceOf(Happening.HandoverBegun.class, step.told().getFirst());
  }
}
