package dev.handoff.controller;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.ClusterOption;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Limits;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.ResourceOptions;
import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Specs for tests, to be varied. The base: two nodes, one group of an elastic IP and httpd. */
record Specs(
    List<String> nodes,
    Meta meta,
    Isolation isolation,
    Fencing fence,
    Limits limits,
    List<Resource> resources,
    List<Constraint> constraints,
    boolean overlap,
    GroupSpec.TargetRole targetRole,
    @Nullable String topic) {

  static final Address EIP = new Address.ElasticIp("eip", "eipalloc-1", null);

  static Specs twoNodes() {
    return new Specs(
        List.of("node-a", "node-b"),
        new Meta(0, new Score(200), new Score(2), Duration.ZERO),
        Isolation.IGNORE,
        Fencing.NONE,
        Limits.DEFAULT,
        List.of(EIP, service("httpd", Service.Runs.ACTIVE)),
        List.of(),
        false,
        GroupSpec.TargetRole.STARTED,
        "arn:aws:sns:eu-central-1:123456789012:alerts");
  }

  static Service service(String name, Service.Runs runs) {
    return new Service(
        name,
        new Kind.Systemd(name),
        List.of(
            new Monitor(
                new Monitor.Check.Own(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Monitor.OnFail.RESTART)),
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        runs,
        80);
  }

  Specs threeNodes() {
    return nodes("node-a", "node-b", "node-c");
  }

  Specs nodes(String... names) {
    return new Specs(
        List.of(names),
        meta,
        isolation,
        fence,
        limits,
        resources,
        constraints,
        overlap,
        targetRole,
        topic);
  }

  Specs meta(Meta other) {
    return new Specs(
        nodes, other, isolation, fence, limits, resources, constraints, overlap, targetRole, topic);
  }

  Specs isolation(Isolation other) {
    return new Specs(
        nodes, meta, other, fence, limits, resources, constraints, overlap, targetRole, topic);
  }

  Specs fence(Fencing other) {
    return new Specs(
        nodes, meta, isolation, other, limits, resources, constraints, overlap, targetRole, topic);
  }

  Specs limits(Limits other) {
    return new Specs(
        nodes, meta, isolation, fence, other, resources, constraints, overlap, targetRole, topic);
  }

  Specs resources(Resource... other) {
    return new Specs(
        nodes,
        meta,
        isolation,
        fence,
        limits,
        List.of(other),
        constraints,
        overlap,
        targetRole,
        topic);
  }

  Specs preferring(String node, int score) {
    return constrained(new Constraint.OnNode("web", node, new Score(score)));
  }

  Specs ruled(Rule rule, Score score) {
    return constrained(new Constraint.ByRule("web", rule, score));
  }

  private Specs constrained(Constraint constraint) {
    List<Constraint> more = new ArrayList<>(constraints);
    more.add(constraint);
    return new Specs(
        nodes, meta, isolation, fence, limits, resources, more, overlap, targetRole, topic);
  }

  Specs overlapping() {
    return new Specs(
        nodes, meta, isolation, fence, limits, resources, constraints, true, targetRole, topic);
  }

  Specs stopped() {
    return new Specs(
        nodes,
        meta,
        isolation,
        fence,
        limits,
        resources,
        constraints,
        overlap,
        GroupSpec.TargetRole.STOPPED,
        topic);
  }

  ClusterSpec spec() {
    return new ClusterSpec(
        "cluster-1",
        new BeatSpec(Duration.ofSeconds(1), Duration.ofSeconds(4)),
        isolation,
        fence,
        limits,
        true,
        nodes.stream()
            .map(name -> new NodeSpec(name, "i-" + name, "eni-" + name, Map.of()))
            .toList(),
        List.of(new GroupSpec("web", resources, meta, targetRole, true, overlap)),
        constraints,
        List.of(),
        topic);
  }

  /** The spec, with options of its own for one resource of the group. */
  ClusterSpec with(String resource, UnaryOperator<ResourceOptions> own) {
    ClusterSpec spec = spec();
    GroupSpec web = spec.groups().getFirst();
    GroupSpec changed =
        new GroupSpec(
            web.name(),
            web.resources(),
            web.meta(),
            web.targetRole(),
            web.managed(),
            web.overlap(),
            Map.of(resource, own.apply(web.options(resource))));
    return spec.with(spec.nodes(), List.of(changed));
  }

  /** The base's meta-attributes with another threshold and failure-timeout. */
  static Meta failing(int threshold, Duration timeout) {
    return new Meta(0, new Score(200), new Score(threshold), timeout);
  }

  /** The spec of a cluster in which a failed start counts one. */
  ClusterSpec lenient() {
    return with(ClusterOption.START_FAILURES_COUNT_ONE);
  }

  /** The spec with a cluster option that is not as it is by default. */
  ClusterSpec with(ClusterOption option) {
    ClusterSpec spec = spec();
    return new ClusterSpec(
        spec.cluster(),
        spec.beat(),
        spec.isolation(),
        spec.fence(),
        spec.limits(),
        spec.symmetric(),
        spec.nodes(),
        spec.groups(),
        spec.constraints(),
        spec.probes(),
        List.of(option),
        spec.topic());
  }

  /** The spec with a second group that prefers node-a, as the first one does in effect. */
  ClusterSpec beside(GroupSpec other, Constraint... constraintsToo) {
    Specs preferring = preferring("node-a", 10);
    List<Constraint> more = new ArrayList<>(preferring.constraints);
    more.add(new Constraint.OnNode(other.name(), "node-a", new Score(10)));
    more.addAll(List.of(constraintsToo));
    Specs both =
        new Specs(
            nodes, meta, isolation, fence, limits, resources, more, overlap, targetRole, topic);
    ClusterSpec spec = both.spec();
    return spec.with(spec.nodes(), List.of(spec.groups().getFirst(), other));
  }

  /** A group of services. */
  GroupSpec group(String name, String... services) {
    return new GroupSpec(
        name,
        Stream.of(services)
            .<Resource>map(service -> service(service, Service.Runs.ACTIVE))
            .toList(),
        meta,
        GroupSpec.TargetRole.STARTED,
        true,
        false);
  }

  /** A spec of many groups beside the first one. */
  ClusterSpec crowded(int groups) {
    ClusterSpec spec = spec();
    List<GroupSpec> all = new ArrayList<>(spec.groups());
    for (int group = 0; group < groups; group++) {
      all.add(group("g" + group, "s" + group));
    }
    return spec.with(spec.nodes(), all);
  }

  /** Layers of two groups that both follow both of the layer before. */
  ClusterSpec diamonds(int layers) {
    List<Constraint> pulls = new ArrayList<>();
    for (int group = 2; group < 2 * layers; group++) {
      int layer = group / 2 - 1;
      pulls.add(new Constraint.Colocation("g" + group, "g" + 2 * layer, new Score(10)));
      pulls.add(new Constraint.Colocation("g" + group, "g" + (2 * layer + 1), new Score(10)));
    }
    Specs pulled =
        new Specs(
            nodes, meta, isolation, fence, limits, resources, pulls, overlap, targetRole, topic);
    return pulled.crowded(2 * layers);
  }
}
