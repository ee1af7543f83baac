package dev.handoff.simulation.chaos;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.BeatSpec;
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
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import dev.handoff.simulation.fault.Provider;
import dev.handoff.simulation.world.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Random specs, all of which {@code handoff validate} would accept. */
final class Specs {

  /** Beat intervals in milliseconds; long ones make hours cheap, short ones make them dense. */
  private static final List<Integer> INTERVALS =
      List.of(500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 30_000, 60_000);

  private static final List<Integer> THRESHOLDS = List.of(1, 2, 3, 1_000_000);

  private static final String PING = "ping";
  private static final int FIRST_ADDRESS = 11;

  private final Dice dice;
  private final Provider provider;
  private final long interval;
  private final Isolation.Action isolation;
  private final boolean probing;

  private Specs(Dice dice, Provider provider, long interval) {
    this.dice = dice;
    this.provider = provider;
    this.interval = interval;
    this.probing = dice.chance(0.2);
    this.isolation =
        dice.pick(
            List.of(
                Isolation.Action.IGNORE,
                Isolation.Action.STOP,
                Isolation.Action.STOP,
                Isolation.Action.REBOOT));
  }

  static ClusterSpec draw(String cluster, Provider provider, Dice dice) {
    return new Specs(dice, provider, dice.pick(INTERVALS)).draw(cluster);
  }

  /** With the longest interval. */
  static ClusterSpec calm(String cluster, Provider provider, Dice dice) {
    return new Specs(dice, provider, INTERVALS.getLast()).draw(cluster);
  }

  private ClusterSpec draw(String cluster) {
    List<NodeSpec> nodes = nodes(cluster);
    List<GroupSpec> groups =
        IntStream.rangeClosed(1, dice.pick(List.of(1, 1, 1, 2, 3)))
            .mapToObj(i -> group(cluster, "group" + i, i))
            .toList();
    Duration after = Duration.ofMillis(interval * dice.between(20, 30) / 10);
    Duration timeout = Duration.ofMillis(interval * dice.between(20, 50) / 10);
    Isolation rule = new Isolation(after, isolation);
    if (isolation != Isolation.Action.IGNORE) {
      for (GroupSpec group : groups) {
        Duration least = rule.stoppedAfter(group.stopTime());
        timeout = timeout.compareTo(least) < 0 ? least : timeout;
      }
    }
    return new ClusterSpec(
        cluster,
        new BeatSpec(Duration.ofMillis(interval), timeout),
        rule,
        dice.chance(0.25) ? Fencing.STOP : Fencing.NONE,
        new Limits((int) dice.between(2, 5), Duration.ofMinutes(dice.between(5, 40))),
        true,
        nodes,
        groups,
        constraints(nodes, groups),
        probing ? List.of(probe()) : List.of(),
        id("arn:aws:sns:eu-central-1:000000000000:", "onstopic", "alerts"));
  }

  private String table(String name) {
    return id("rtb-", "routetable", name);
  }

  /** What the provider calls a thing. */
  private String id(String prefix, String kind, String name) {
    return switch (provider) {
      case AWS -> prefix + name;
      case OCI -> "ocid1." + kind + ".oc1.." + name;
    };
  }

  private List<NodeSpec> nodes(String cluster) {
    int count = dice.pick(List.of(2, 2, 2, 2, 3, 3, 4, 5, 1));
    return IntStream.range(0, count)
        .mapToObj(i -> {
          String name = "node-" + (char) ('a' + i);
          return new NodeSpec(
              name,
              id("i-", "instance", cluster + "-" + name),
              id("eni-", "vnic", cluster + "-" + name),
              Map.of("zone", i % 2 == 0 ? "a" : "b"));
        })
        .toList();
  }

  private GroupSpec group(String cluster, String name, int number) {
    List<Resource> resources = new ArrayList<>();
    int addresses = dice.pick(List.of(1, 1, 1, 2, 3, 0));
    for (int i = 1; i <= addresses; i++) {
      resources.add(address(cluster, name + "-address" + i, number * 10 + i));
    }
    int services = dice.pick(List.of(1, 1, 1, 2, 2, 0));
    for (int i = 1; i <= services; i++) {
      resources.add(service(name + "-service" + i));
    }
    if (resources.isEmpty()) {
      resources.add(service(name + "-service1"));
    }
    if (dice.chance(0.3)) {
      Collections.reverse(resources);
    }
    Meta meta =
        new Meta(
            (int) dice.between(0, 3),
            dice.pick(List.of(Score.ZERO, new Score(100), new Score(200), Score.INFINITY)),
            new Score(dice.pick(THRESHOLDS)),
            dice.chance(0.4) ? Duration.ofSeconds(dice.between(30, 900)) : Duration.ZERO);
    return new GroupSpec(
        name, resources, meta, GroupSpec.TargetRole.STARTED, true, dice.chance(0.3));
  }

  private Address address(String cluster, String name, int number) {
    return switch (dice.below(4)) {
      case 0 ->
          new Address.Route(
              name,
              "10." + number + ".0.0/16",
              dice.chance(0.5)
                  ? List.of(table(cluster + "-1"))
                  : List.of(table(cluster + "-1"), table(cluster + "-2")));
      case 1 -> new Address.PrivateIp(name, subnet(cluster) + number, 24);
      default -> {
        // One Elastic IP for each private IP of an interface: the first may have the primary one.
        String privateIp = number == FIRST_ADDRESS ? null : subnet(cluster) + (100 + number);
        String its = cluster + "-" + number;
        yield switch (provider) {
          case AWS -> new Address.ElasticIp(name, "eipalloc-" + its, privateIp);
          case OCI ->
              new Address.PublicIp(
                  name, "ocid1.publicip.oc1.." + its, "ocid1.privateip.oc1.." + its);
        };
      }
    };
  }

  /** Of its own for each cluster of a world: nobody moves what is another's. */
  private static String subnet(String cluster) {
    int number = Integer.parseInt(cluster.replaceAll("\\D", ""));
    return "172." + (16 + number / 256) + "." + number % 256 + ".";
  }

  private Service service(String name) {
    long unit = Math.max(interval, 1_000);
    Service.Runs runs = dice.chance(0.2) ? Service.Runs.EVERYWHERE : Service.Runs.ACTIVE;
    boolean supervised = dice.chance(0.6);
    Duration every = Duration.ofMillis(unit * dice.between(1, 5));
    Monitor monitor =
        new Monitor(
            new Monitor.Check.Own(),
            every,
            Duration.ofMillis(unit * dice.between(10, 30) / 10),
            dice.chance(0.85)
                ? Monitor.OnFail.RESTART
                : dice.pick(List.of(Monitor.OnFail.values())));
    return new Service(
        name,
        supervised
            ? new Kind.Supervised(List.of("/usr/bin/" + name), Map.of(), null)
            : new Kind.Systemd(name),
        supervised && dice.chance(0.3) ? List.of() : List.of(monitor),
        Duration.ofSeconds(dice.between(2, 30)),
        Duration.ofSeconds(dice.between(1, 8)),
        runs,
        80);
  }

  private Probe probe() {
    Duration every = Duration.ofMillis(Math.max(interval, 1_000));
    return new Probe.Ping(
        PING, List.of("192.168.0.1"), 1000, new Probe.Timing(every.multipliedBy(2), every, every));
  }

  private List<Constraint> constraints(List<NodeSpec> nodes, List<GroupSpec> groups) {
    List<Constraint> constraints = new ArrayList<>();
    for (GroupSpec group : groups) {
      if (dice.chance(0.3)) {
        Score score = dice.pick(List.of(new Score(50), new Score(500), new Score(50)));
        constraints.add(new Constraint.OnNode(group.name(), dice.pick(nodes).name(), score));
      }
    }
    if (probing) {
      Rule rule =
          new Rule.Any(
              List.of(
                  new Rule.NotDefined(PING),
                  new Rule.Compare(PING, Rule.Operator.LT, "1000", Rule.Type.NUMBER)));
      constraints.add(new Constraint.ByRule(groups.getFirst().name(), rule, Score.MINUS_INFINITY));
    }
    if (groups.size() > 1 && dice.chance(0.3)) {
      Score score = dice.pick(List.of(new Score(300), new Score(50)));
      constraints.add(new Constraint.Colocation(groups.get(1).name(), groups.get(0).name(), score));
    }
    return constraints;
  }
}
