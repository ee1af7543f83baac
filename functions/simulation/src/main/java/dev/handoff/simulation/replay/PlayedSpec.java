package dev.handoff.simulation.replay;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterOption;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A spec as a world without a past can play it: what depends on things that no journal holds is
 * taken out, and said.
 *
 * @param spec for the world
 * @param gaps what is not played of the spec, in words for people
 */
record PlayedSpec(ClusterSpec spec, List<String> gaps) {

  /** Machines of the simulation take up to a third of the timeout for a start; real ones do not. */
  private static final Duration MOST_START = Duration.ofSeconds(3);

  PlayedSpec {
    gaps = List.copyOf(gaps);
  }

  /**
   * Makes a spec playable.
   *
   * @param shift what the world's clock is behind that of the journal
   */
  static PlayedSpec of(ClusterSpec spec, Duration shift) {
    Set<String> gaps = new LinkedHashSet<>();
    Set<String> probed = spec.probes().stream().map(Probe::name).collect(Collectors.toSet());
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint constraint : spec.constraints()) {
      if (constraint instanceof Constraint.ByRule(String group, Rule rule, var score)) {
        if (mentions(rule, probed::contains)) {
          gaps.add(
              "results of probes are not in the journal: rules of %s about them are left out"
                  .formatted(group));
        } else {
          constraints.add(new Constraint.ByRule(group, shifted(rule, shift), score));
        }
      } else {
        constraints.add(constraint);
      }
    }
    List<GroupSpec> groups = spec.groups().stream().map(group -> group(group, gaps)).toList();
    List<NodeSpec> nodes = spec.nodes().stream().map(PlayedSpec::node).toList();
    List<ClusterOption> options = spec.options();
    return new PlayedSpec(
        new ClusterSpec(
            spec.cluster(),
            spec.beat(),
            spec.isolation(),
            spec.fence(),
            spec.limits(),
            spec.symmetric(),
            nodes,
            groups,
            constraints,
            List.of(),
            options,
            null),
        List.copyOf(gaps));
  }

  /** A lab's machine may have no id or interface of a cloud; the simulated cloud asks for both. */
  private static NodeSpec node(NodeSpec node) {
    return new NodeSpec(
        node.name(),
        node.instance() == null ? "i-" + node.name() : node.instance(),
        node.networkInterface() == null ? "eni-" + node.name() : node.networkInterface(),
        node.attributes());
  }

  private static GroupSpec group(GroupSpec group, Set<String> gaps) {
    return group.with(
        group.resources().stream().map(resource -> resource(resource, gaps)).toList());
  }

  private static Resource resource(Resource resource, Set<String> gaps) {
    return switch (resource) {
      case Address address -> address;
      case Service service -> service(service, gaps);
    };
  }

  private static Service service(Service service, Set<String> gaps) {
    Kind kind = service.kind();
    if (kind instanceof Kind.External) {
      gaps.add(
          "%s is external: here the node starts it, and starts it again when it fails"
              .formatted(service.name()));
      kind = new Kind.Systemd(service.name());
    }
    Duration start = service.startTimeout();
    return new Service(
        service.name(),
        kind,
        service.monitors(),
        start.compareTo(MOST_START) > 0 ? MOST_START : start,
        service.stopTimeout(),
        service.runs(),
        service.port());
  }

  private static boolean mentions(Rule rule, Predicate<String> attribute) {
    return switch (rule) {
      case Rule.Defined r -> attribute.test(r.attribute());
      case Rule.NotDefined r -> attribute.test(r.attribute());
      case Rule.Compare r -> attribute.test(r.attribute());
      case Rule.Between _ -> false;
      case Rule.All r -> r.rules().stream().anyMatch(part -> mentions(part, attribute));
      case Rule.Any r -> r.rules().stream().anyMatch(part -> mentions(part, attribute));
    };
  }

  /** The same rule by the world's clock. */
  private static Rule shifted(Rule rule, Duration shift) {
    return switch (rule) {
      case Rule.Between r -> new Rule.Between(shifted(r.from(), shift), shifted(r.to(), shift));
      case Rule.All r -> new Rule.All(r.rules().stream().map(p -> shifted(p, shift)).toList());
      case Rule.Any r -> new Rule.Any(r.rules().stream().map(p -> shifted(p, shift)).toList());
      case Rule.Defined _, Rule.NotDefined _, Rule.Compare _ -> rule;
    };
  }

  private static Instant shifted(Instant date, Duration shift) {
    return date.equals(Instant.MIN) || date.equals(Instant.MAX) ? date : date.minus(shift);
  }
}
