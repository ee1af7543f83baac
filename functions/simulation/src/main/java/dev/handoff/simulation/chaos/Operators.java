package dev.handoff.simulation.chaos;

import dev.handoff.events.Disposal;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Score;
import dev.handoff.simulation.world.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What people ask for, rightly or wrongly. */
final class Operators {

  private Operators() {}

  /** Any command but those that replace the spec or the cluster. */
  static OperatorCommand command(ClusterSpec spec, Dice dice) {
    GroupSpec group = dice.pick(spec.groups());
    String node = dice.pick(spec.nodes()).name();
    String target = dice.chance(0.5) ? group.name() : dice.pick(group.resources()).name();
    Lifetime lifetime =
        switch (dice.below(4)) {
          case 0 -> null;
          case 1 -> Lifetime.FOREVER;
          default -> Lifetime.of(Duration.ofSeconds(dice.between(5, 600)));
        };
    return switch (dice.below(9)) {
      case 0 -> new OperatorCommand.Move(target, node, lifetime);
      case 1 -> new OperatorCommand.Move(target, null, lifetime);
      case 2 -> new OperatorCommand.Ban(target, orNull(node, dice), lifetime);
      case 3 -> new OperatorCommand.Clear(target, orNull(node, dice));
      case 4 -> new OperatorCommand.Cleanup(target, orNull(node, dice));
      case 5 -> new OperatorCommand.Standby(node);
      case 6 -> new OperatorCommand.Online(node);
      case 7 -> new OperatorCommand.Maintenance(dice.chance(0.5));
      default -> new OperatorCommand.Cleanup(group.name(), null);
    };
  }

  /** The end of a cluster, with any of the ends that its addresses may have. */
  static OperatorCommand destroy(ClusterSpec spec, Dice dice) {
    return new OperatorCommand.Destroy(
        switch (dice.below(4)) {
          case 0 -> new Disposal.Release();
          case 1 -> new Disposal.LeadTo(dice.pick(spec.nodes()).name());
          case 2 -> new Disposal.Keep();
          default -> null;
        });
  }

  private static @Nullable String orNull(String node, Dice dice) {
    return dice.chance(0.5) ? node : null;
  }

  /** What brings a cluster back in order when nothing is wrong any more. */
  static List<OperatorCommand> repairs(ClusterSpec spec, boolean thoroughly) {
    List<OperatorCommand> commands = new ArrayList<>();
    commands.add(new OperatorCommand.Apply(spec));
    commands.add(new OperatorCommand.Maintenance(false));
    if (thoroughly) {
      spec.nodes().forEach(node -> commands.add(new OperatorCommand.Online(node.name())));
      for (GroupSpec group : spec.groups()) {
        commands.add(new OperatorCommand.Clear(group.name(), null));
        commands.add(new OperatorCommand.Cleanup(group.name(), null));
      }
    }
    return commands;
  }

  /** A spec that a person might apply by mistake. */
  static ClusterSpec wrong(ClusterSpec spec, Dice dice) {
    GroupSpec group = dice.pick(spec.groups());
    return switch (dice.below(7)) {
      case 0 -> withNodes(spec, node -> new NodeSpec(node.name(), null, null, node.attributes()));
      case 1 -> withGroups(spec, g -> with(g, Operators::astray));
      case 2 ->
          withGroups(
              spec,
              g ->
                  new GroupSpec(
                      g.name(),
                      g.resources(),
                      g.meta(),
                      GroupSpec.TargetRole.STOPPED,
                      true,
                      g.overlap()));
      case 3 ->
          withGroups(
              spec,
              g ->
                  new GroupSpec(
                      g.name(), g.resources(), g.meta(), g.targetRole(), false, g.overlap()));
      case 4 -> forbidden(spec, group);
      case 5 ->
          spec.groups().size() > 1
              ? withGroups(spec, g -> g.equals(group) ? null : g)
              : forbidden(spec, group);
      default ->
          withGroups(
              spec,
              g -> with(g, resource -> resource.equals(g.resources().getLast()) ? null : resource));
    };
  }

  /** Allocations and tables that do not exist. */
  private static Resource astray(Resource resource) {
    return switch (resource) {
      case Address.ElasticIp eip ->
          new Address.ElasticIp(eip.name(), eip.allocation() + "-gone", eip.privateIp());
      case Address.Route route ->
          new Address.Route(route.name(), route.destination(), List.of("rtb-gone"));
      default -> resource;
    };
  }

  private static GroupSpec with(GroupSpec group, Function<Resource, @Nullable Resource> change) {
    List<Resource> resources = new ArrayList<>();
    for (Resource resource : group.resources()) {
      Resource next = change.apply(resource);
      if (next != null) {
        resources.add(next);
      }
    }
    return resources.isEmpty()
        ? group
        : new GroupSpec(
            group.name(),
            resources,
            group.meta(),
            group.targetRole(),
            group.managed(),
            group.overlap());
  }

  private static ClusterSpec withGroups(
      ClusterSpec spec, Function<GroupSpec, @Nullable GroupSpec> change) {
    List<GroupSpec> groups = new ArrayList<>();
    for (GroupSpec group : spec.groups()) {
      GroupSpec next = change.apply(group);
      if (next != null) {
        groups.add(next);
      }
    }
    List<Constraint> constraints =
        groups.size() == spec.groups().size() ? spec.constraints() : List.of();
    return copy(spec, spec.nodes(), groups, constraints);
  }

  private static ClusterSpec withNodes(ClusterSpec spec, UnaryOperator<NodeSpec> change) {
    return copy(
        spec, spec.nodes().stream().map(change).toList(), spec.groups(), spec.constraints());
  }

  private static ClusterSpec forbidden(ClusterSpec spec, GroupSpec group) {
    List<Constraint> constraints = new ArrayList<>(spec.constraints());
    spec.nodes()
        .forEach(node ->
            constraints.add(
                new Constraint.OnNode(group.name(), node.name(), Score.MINUS_INFINITY)));
    return copy(spec, spec.nodes(), spec.groups(), constraints);
  }

  private static ClusterSpec copy(
      ClusterSpec spec,
      List<NodeSpec> nodes,
      List<GroupSpec> groups,
      List<Constraint> constraints) {
    return new ClusterSpec(
        spec.cluster(),
        spec.beat(),
        spec.isolation(),
        spec.fence(),
        spec.limits(),
        spec.symmetric(),
        nodes,
        groups,
        constraints,
        spec.probes(),
        spec.topic());
  }
}
