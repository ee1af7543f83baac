package dev.handoff.events.yaml;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checks of the reader for a spec that came another way, as JSON from an operator: what it says
 * is held against the same rules, without lines and columns.
 */
public final class SpecChecks {

  private static final Duration YEAR = Duration.ofDays(365);

  private final Problems problems = new Problems("spec");
  private final ClusterSpec spec;

  private SpecChecks(ClusterSpec spec) {
    this.spec = spec;
  }

  /** All that is wrong with a spec, in words for people; empty when nothing is. */
  public static List<String> problems(ClusterSpec spec) {
    return new SpecChecks(spec).check();
  }

  private List<String> check() {
    cluster();
    spec.nodes().forEach(this::node);
    spec.groups().forEach(this::group);
    spec.probes().forEach(this::probe);
    Names names = new Names(problems);
    names.declare(spec);
    names.refuseNamesOfOtherGroups();
    spec.constraints().forEach(constraint -> references(constraint, names));
    if (problems.none()) {
      new Coherence(problems, names, key -> Place.START).check(spec);
      new CloudChecks(problems, names, Place.START).check(spec);
      List<Placed<Constraint>> placed =
          spec.constraints().stream().map(c -> new Placed<>(c, Place.START)).toList();
      new ConstraintChecks(problems, names).check(spec, placed);
    }
    return problems.sorted().stream().map(SpecChecks::words).toList();
  }

  private static String words(SpecProblem problem) {
    return problem.allowed().isEmpty()
        ? problem.wrong()
        : problem.wrong() + " (" + problem.allowed() + ")";
  }

  private void cluster() {
    form("the name of the cluster", spec.cluster(), Forms.CLUSTER_NAME);
    BeatSpec beat = spec.beat();
    within("beat interval", beat.interval(), ClusterReader.SHORTEST, Duration.ofMinutes(1));
    within("beat timeout", beat.timeout(), ClusterReader.SHORTEST, ClusterReader.HOUR);
    if (spec.isolation().action() != Isolation.Action.IGNORE) {
      within("isolation after", spec.isolation().after(), ClusterReader.SHORTEST, YEAR);
    }
    if (spec.limits().maxMoves() < 1) {
      wrong("limits allow no move at all", "at least one move within a window");
    }
    within(
        "the window of limits",
        spec.limits().window(),
        ClusterReader.SHORTEST_WINDOW,
        ClusterReader.LONGEST_WINDOW);
    some("nodes", spec.nodes());
    some("groups", spec.groups());
    eachOnce("node", spec.nodes().stream().map(NodeSpec::name).toList());
    eachOnce("group", spec.groups().stream().map(GroupSpec::name).toList());
    eachOnce("probe", spec.probes().stream().map(Probe::name).toList());
    optional("the topic", spec.topic(), Forms.TOPIC);
  }

  private void node(NodeSpec node) {
    form("the name of a node", node.name(), Forms.NODE_NAME);
    optional("the instance of " + node.name(), node.instance(), Forms.INSTANCE);
    optional("the interface of " + node.name(), node.networkInterface(), Forms.INTERFACE);
    node.attributes().keySet().forEach(a -> form("an attribute", a, Forms.ATTRIBUTE));
  }

  private void group(GroupSpec group) {
    String what = "group " + Problems.quoted(group.name());
    form("the name of a group", group.name(), Forms.NAME);
    some("the resources of " + what, group.resources());
    meta(what, group.meta());
    group
        .own()
        .forEach((name, options) -> {
          if (group.resource(name).isEmpty()) {
            wrong(what + " has options for " + Problems.quoted(name), "one of its resources");
          }
          meta("resource " + Problems.quoted(name), options.meta());
        });
    for (Resource resource : group.resources()) {
      form("the name of a resource", resource.name(), Forms.NAME);
      switch (resource) {
        case Address address -> address(address);
        case Service service -> service(group, service);
      }
    }
  }

  private void meta(String what, Meta meta) {
    if (meta.migrationThreshold().value() < 0) {
      wrong("the migration-threshold of " + what + " is negative", "0 or more, or INFINITY");
    }
    within("the failure-timeout of " + what, meta.failureTimeout(), Duration.ZERO, YEAR);
  }

  private void address(Address address) {
    String what = "of " + Problems.quoted(address.name());
    switch (address) {
      case Address.ElasticIp ip -> {
        form("the allocation " + what, ip.allocation(), Forms.ALLOCATION);
        if (ip.privateIp() != null) {
          ipv4("the private-ip " + what, ip.privateIp());
        }
      }
      case Address.Route route -> {
        some("the tables " + what, route.tables());
        route.tables().forEach(table -> form("a table " + what, table, Forms.ROUTE_TABLE));
        if (!Networks.isDestination(route.destination())) {
          wrong(
              Problems.quoted(route.destination()) + " is not a destination",
              "an IPv4 or IPv6 block without bits beyond its prefix, or a prefix list pl-…");
        }
        if (route.loopback() && !Networks.isOneAddress(route.destination())) {
          wrong(
              Problems.quoted(route.destination()) + " is not one address to be put on lo",
              "a destination such as 10.9.0.1/32, or no 'loopback'");
        }
      }
      case Address.PrivateIp ip -> {
        ipv4("the address " + what, ip.address());
        if (ip.prefix() != null && (ip.prefix() < 1 || ip.prefix() > 32)) {
          wrong("the prefix " + what + " cannot be " + ip.prefix(), "from 1 to 32");
        }
      }
      case Address.PublicIp ip -> {
        form("the id " + what, ip.id(), Forms.PUBLIC_IP);
        optional("the private-ip " + what, ip.privateIp(), Forms.PRIVATE_IP);
      }
    }
  }

  private void service(GroupSpec group, Service service) {
    String what = "service " + Problems.quoted(service.name());
    Duration least = ServiceReader.SHORTEST;
    within("the start-timeout of " + what, service.startTimeout(), least, ServiceReader.LONGEST);
    within("the stop-timeout of " + what, service.stopTimeout(), least, ServiceReader.LONGEST);
    switch (service.kind()) {
      case Kind.Supervised kind -> some("the command of " + what, kind.command());
      case Kind.Systemd kind -> form("the unit of " + what, kind.unit(), Forms.UNIT);
      case Kind.Ocf kind -> form("the agent of " + what, kind.agent(), Forms.AGENT);
      case Kind.Command kind -> {
        some("the start of " + what, kind.start());
        some("the stop of " + what, kind.stop());
        some("the monitor of " + what, kind.monitor());
      }
      case Kind.InterfaceAddress _ -> wrong(what + " is an address", "an address as such");
      case Kind.External _ -> {}
    }
    if (!(service.kind() instanceof Kind.Supervised)) {
      some("the monitors of " + what, service.monitors());
    }
    for (Monitor monitor : service.monitors()) {
      Duration shortest = MonitorReader.SHORTEST;
      within("a monitor of " + what, monitor.interval(), shortest, MonitorReader.LONGEST);
      within("a monitor of " + what, monitor.timeout(), shortest, MonitorReader.LONGEST);
      within(
          "the start-delay of a monitor of " + what,
          monitor.delay(),
          Duration.ZERO,
          MonitorReader.LONGEST_DELAY);
      QuestionReader.mistakes(monitor.check())
          .forEach(mistake -> wrong("a monitor of " + what + ": " + mistake, ""));
    }
    boolean everywhere = service.runs() == Service.Runs.EVERYWHERE;
    if (everywhere && group.options(service.name()).targetRole() != group.targetRole()) {
      wrong(what + " runs everywhere and has a target-role", "that of its group");
    }
  }

  private void probe(Probe probe) {
    String what = "probe " + Problems.quoted(probe.name());
    form("the name of a probe", probe.name(), Forms.ATTRIBUTE);
    switch (probe) {
      case Probe.Ping ping -> {
        some("the hosts of " + what, ping.hosts());
        ping.hosts().forEach(host -> form("a host of " + what, host, Forms.HOST));
        multiplier(what, ping.multiplier());
        if (ping.tries() < 1 || ping.tries() > ProbeReader.MOST_ATTEMPTS) {
          wrong(
              what + " has " + ping.tries() + " attempts",
              "from 1 to " + ProbeReader.MOST_ATTEMPTS);
        }
      }
      case Probe.Tcp tcp -> {
        some("the endpoints of " + what, tcp.endpoints());
        tcp.endpoints().forEach(endpoint -> port("an endpoint of " + what, endpoint.port()));
        multiplier(what, tcp.multiplier());
      }
      case Probe.Command command -> some("the command of " + what, command.command());
      case Probe.Disk disk -> form("the path of " + what, disk.path(), Forms.PATH);
      case Probe.Load load -> {
        if (!Probe.Load.AVERAGES.contains(load.minutes())) {
          wrong(what + " has an average of " + load.minutes() + " minutes", ProbeReader.MINUTES);
        }
      }
    }
    Probe.Timing timing = probe.timing();
    within("the interval of " + what, timing.interval(), ProbeReader.SHORTEST, ProbeReader.LONGEST);
    within("the timeout of " + what, timing.timeout(), ProbeReader.SHORTEST, ProbeReader.LONGEST);
    within("the dampen of " + what, timing.dampen(), Duration.ZERO, ProbeReader.LONGEST);
  }

  private void multiplier(String what, int multiplier) {
    if (multiplier < 1) {
      wrong(what + " counts nothing", "a multiplier of at least 1");
    }
  }

  private void port(String what, int port) {
    if (port < 1 || port > Networks.MOST_PORTS) {
      wrong(what + " has port " + port, "from 1 to " + Networks.MOST_PORTS);
    }
  }

  private void references(Constraint constraint, Names names) {
    switch (constraint) {
      case Constraint.OnNode c -> {
        known(c.group(), names);
        if (spec.node(c.node()).isEmpty()) {
          wrong("no node is called " + Problems.quoted(c.node()), "a node of the spec");
        }
      }
      case Constraint.ByRule c -> known(c.group(), names);
      case Constraint.Colocation c -> {
        known(c.group(), names);
        known(c.with(), names);
      }
      case Constraint.Order c -> {
        known(c.first(), names);
        known(c.then(), names);
      }
    }
  }

  private void known(String name, Names names) {
    if (names.groupOf(name) == null) {
      wrong("no group or resource is called " + Problems.quoted(name), "one of the spec");
    }
  }

  private void form(String what, String text, Forms form) {
    if (!form.matches(text)) {
      wrong(what + " cannot be " + Problems.quoted(text), form.allowed());
    }
  }

  private void optional(String what, @Nullable String text, Forms form) {
    if (text != null) {
      form(what, text, form);
    }
  }

  private void ipv4(String what, String text) {
    if (!Networks.IPV4.matcher(text).matches()) {
      wrong(what + " cannot be " + Problems.quoted(text), "an IPv4 address");
    }
  }

  private void within(String what, Duration duration, Duration min, Duration max) {
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      wrong(
          what + " cannot be " + duration,
          "from " + Durations.shown(min) + " to " + Durations.shown(max));
    }
  }

  private void some(String what, List<?> list) {
    if (list.isEmpty()) {
      wrong(what + " are none", "at least one");
    }
  }

  private void eachOnce(String kind, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        wrong(kind + " " + Problems.quoted(name) + " is there twice", "a name is used once");
      }
    }
  }

  private void wrong(String what, String allowed) {
    problems.add(Place.START, what, allowed);
  }
}
