package dev.handoff.events.yaml;

import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the addresses of a spec can be moved between its nodes, all in one cloud. */
final class CloudChecks {

  private static final String OCID = "ocid1.";

  /** So many of the other nodes watch each node: see the controller's plans. */
  private static final int WATCHERS = 2;

  /**
   * A stream of OCI may be read so often in a second, by all who read it together.
   *
   * @see <a
   *     href="https://docs.oracle.com/en-us/iaas/Content/Streaming/Concepts/streamingoverview_topic-Limits_on_Streaming_Resources.htm">its
   *     limits</a>
   */
  private static final int READS_A_SECOND = 5;

  private final Problems problems;
  private final Names names;
  private final Place interval;

  /**
   * @param interval of the beats: where it is said
   */
  CloudChecks(Problems problems, Names names, Place interval) {
    this.problems = problems;
    this.names = names;
    this.interval = interval;
  }

  void check(ClusterSpec spec) {
    spec.addresses().findFirst().ifPresent(address -> everyNodeHasAnInterface(spec, address));
    eachOnce(spec, "instance", NodeSpec::instance);
    eachOnce(spec, "interface", NodeSpec::networkInterface);
    eachTargetOnce(spec);
    onePublicAddressForOnePrivate(spec);
    onlyIpv4LeadsToOracleNodes(spec);
    List<Evidence> clouds =
        Stream.concat(
                spec.addresses().flatMap(this::evidence),
                spec.nodes().stream().flatMap(this::evidence))
            .toList();
    oneCloud(clouds);
    if (clouds.stream().anyMatch(evidence -> evidence.cloud() == Cloud.OCI)) {
      beatsLeaveRoomForTheirReaders(spec);
      policiesTellNodesApart(spec);
    }
  }

  private void everyNodeHasAnInterface(ClusterSpec spec, Address address) {
    for (NodeSpec node : spec.nodes()) {
      if (node.networkInterface() == null) {
        problems.add(
            names.placeOfNode(node.name()),
            "node "
                + Problems.quoted(node.name())
                + " has no 'interface' that "
                + called(address)
                + " could move to",
            Forms.INTERFACE.allowed());
      }
    }
  }

  private void eachOnce(ClusterSpec spec, String key, Function<NodeSpec, @Nullable String> idOf) {
    Map<String, String> owners = new HashMap<>();
    for (NodeSpec node : spec.nodes()) {
      String id = Objects.requireNonNullElse(idOf.apply(node), "");
      String other = id.isEmpty() ? null : owners.putIfAbsent(id, node.name());
      if (other != null) {
        String both = Problems.quoted(other) + " and " + Problems.quoted(node.name());
        problems.add(
            names.placeOfNode(node.name()),
            "nodes " + both + " have the same '" + key + "'",
            "every node is a machine of its own");
      }
    }
  }

  private void eachTargetOnce(ClusterSpec spec) {
    Map<String, String> movers = new HashMap<>();
    spec.addresses()
        .forEach(address -> {
          for (String target : targets(address)) {
            String other = movers.putIfAbsent(target, address.name());
            if (other != null) {
              problems.add(
                  names.placeOfResource(address.name()),
                  called(address) + " moves what " + Problems.quoted(other) + " moves",
                  "each address once in a cluster");
            }
          }
        });
  }

  /** What an address takes hold of in the cloud; a text of the file that was wrong is left out. */
  private static List<String> targets(Address address) {
    List<String> ids =
        switch (address) {
          case Address.ElasticIp ip -> List.of(ip.allocation());
          case Address.PublicIp ip ->
              List.of(ip.id(), Objects.requireNonNullElse(ip.privateIp(), ""));
          case Address.PrivateIp ip -> List.of(ip.address());
          case Address.Route route -> route.tables();
        };
    String within = address instanceof Address.Route route ? " " + route.destination() : "";
    return ids.stream().filter(id -> !id.isEmpty()).map(id -> id + within).toList();
  }

  /** A public address of a group, and the private IP of the node that it is bound to. */
  private record Bound(GroupSpec group, Address address, String to) {

    private static final String PRIMARY = "the primary private IP";

    static Stream<Bound> of(GroupSpec group, Address address) {
      return switch (address) {
        case Address.ElasticIp(_, _, var privateIp) ->
            Stream.of(new Bound(group, address, Objects.requireNonNullElse(privateIp, PRIMARY)));
        // One that brings its private IP along is bound to nothing of the node's own.
        case Address.PublicIp(_, _, var privateIp) when privateIp == null ->
            Stream.of(new Bound(group, address, PRIMARY));
        case Address.PublicIp _, Address.Route _, Address.PrivateIp _ -> Stream.of();
      };
    }

    boolean isBesides(Bound other) {
      return to.equals(other.to) && address.getClass().equals(other.address.getClass());
    }

    String conflict(Bound first) {
      String other = Problems.quoted(first.address.name());
      return address instanceof Address.PublicIp
          ? called(address) + " would find " + other + " at " + to
          : called(address) + " would displace " + other + " from " + to;
    }

    String allowed() {
      return address instanceof Address.PublicIp
          ? "one public IP for each private IP: give one of them a 'private-ip'"
          : "one Elastic IP for each private IP: give one of them a 'private-ip'";
    }
  }

  /**
   * A private IP has one public address. On AWS the second would displace the first, on OCI it
   * would be refused.
   */
  private void onePublicAddressForOnePrivate(ClusterSpec spec) {
    List<Bound> before = new ArrayList<>();
    for (GroupSpec group : spec.groups()) {
      for (Address address : group.addresses()) {
        Bound.of(group, address)
            .forEach(bound -> {
              before.stream()
                  .filter(bound::isBesides)
                  .findFirst()
                  .ifPresent(other -> conflicting(other, bound, spec));
              before.add(bound);
            });
      }
    }
  }

  private void conflicting(Bound first, Bound second, ClusterSpec spec) {
    Place place = names.placeOfResource(second.address().name());
    String what = second.conflict(first);
    if (first.group().equals(second.group())) {
      problems.add(place, what, second.allowed());
    } else if (!areKeptApart(first.group(), second.group(), spec)) {
      problems.warn(
          place,
          what
              + " when both groups run on one node: give one of them a 'private-ip', or keep the"
              + " groups apart by a colocation of score -INFINITY");
    }
  }

  private boolean areKeptApart(GroupSpec a, GroupSpec b, ClusterSpec spec) {
    Set<String> both = Set.of(a.name(), b.name());
    for (Constraint constraint : spec.constraints()) {
      if (constraint instanceof Constraint.Colocation(var group, var with, var score, _)
          && score.isMinusInfinity()) {
        String one = Objects.requireNonNullElse(names.groupOf(group), "");
        String other = Objects.requireNonNullElse(names.groupOf(with), "");
        if (!one.equals(other) && both.contains(one) && both.contains(other)) {
          return true;
        }
      }
    }
    return false;
  }

  /** OCI knows no prefix lists, and takes only gateways as the target of an IPv6 route. */
  private void onlyIpv4LeadsToOracleNodes(ClusterSpec spec) {
    spec.addresses()
        .forEach(address -> {
          if (address instanceof Address.Route route
              && route.tables().stream().anyMatch(table -> table.startsWith(OCID))
              && (route.destination().contains(":") || route.destination().startsWith("pl-"))) {
            problems.add(
                names.placeOfResource(route.name()),
                called(route)
                    + " cannot lead "
                    + Problems.quoted(route.destination())
                    + " to a node",
                "on OCI only IPv4 blocks, such as 10.9.0.0/16");
          }
        });
  }

  private void oneCloud(List<Evidence> all) {
    for (Evidence evidence : all) {
      Evidence first = all.getFirst();
      if (evidence.cloud() != first.cloud()) {
        problems.add(evidence.place(), evidence + ", but " + first, "a cluster lives in one cloud");
      }
    }
  }

  /** Each watcher reads a node's stream once an interval; the controller does while it looks. */
  private void beatsLeaveRoomForTheirReaders(ClusterSpec spec) {
    int readers = Math.min(WATCHERS, spec.nodes().size() - 1) + 1;
    Duration shortest = Duration.ofSeconds(readers).dividedBy(READS_A_SECOND);
    if (spec.beat().interval().compareTo(shortest) < 0) {
      problems.warn(
          interval,
          "OCI lets a node's beats be read %d times a second by all together, and %d read them once"
                  .formatted(READS_A_SECOND, readers)
              + " an interval: below "
              + Durations.shown(shortest)
              + " they are turned away now and then, and a failover may come later");
    }
  }

  /**
   * Oracle's policies, which let each node read what is meant for it, ignore case.
   *
   * @see <a
   *     href="https://docs.oracle.com/en-us/iaas/Content/Identity/Concepts/policysyntax.htm">their
   *     syntax</a>
   */
  private void policiesTellNodesApart(ClusterSpec spec) {
    Map<String, String> others = new HashMap<>();
    for (NodeSpec node : spec.nodes()) {
      String other = others.putIfAbsent(node.name().toLowerCase(Locale.ROOT), node.name());
      if (other != null) {
        problems.add(
            names.placeOfNode(node.name()),
            "the names of nodes %s and %s differ in case only"
                .formatted(Problems.quoted(other), Problems.quoted(node.name())),
            "OCI's policies ignore case, so each could read orders of the other");
      }
    }
  }

  private enum Cloud {
    AWS,
    OCI
  }

  /** Something of a spec that can only be of one cloud. */
  private record Evidence(Cloud cloud, String what, Place place) {
    @Override
    public String toString() {
      return what + " is of " + cloud;
    }
  }

  private Stream<Evidence> evidence(Address address) {
    Stream<Cloud> clouds =
        switch (address) {
          case Address.ElasticIp ip -> Stream.of(Cloud.AWS);
          case Address.PublicIp ip -> Stream.of(Cloud.OCI);
          case Address.PrivateIp ip -> Stream.of();
          case Address.Route route -> clouds(route.tables().stream());
        };
    Place place = names.placeOfResource(address.name());
    return clouds.map(cloud -> new Evidence(cloud, called(address), place));
  }

  private Stream<Evidence> evidence(NodeSpec node) {
    Place place = names.placeOfNode(node.name());
    String what = "node " + Problems.quoted(node.name());
    Stream<@Nullable String> ids = Stream.of(node.instance(), node.networkInterface());
    return clouds(ids.flatMap(Stream::ofNullable)).map(cloud -> new Evidence(cloud, what, place));
  }

  /** The clouds that ids tell, each once; an id that was wrong is empty and tells nothing. */
  private static Stream<Cloud> clouds(Stream<String> ids) {
    return ids.filter(id -> !id.isEmpty())
        .map(id -> id.startsWith(OCID) ? Cloud.OCI : Cloud.AWS)
        .distinct();
  }

  private static String called(Address address) {
    String type =
        switch (address) {
          case Address.ElasticIp ip -> "elastic-ip";
          case Address.PublicIp ip -> "public-ip";
          case Address.PrivateIp ip -> "private-ip";
          case Address.Route route -> "route";
        };
    return type + " " + Problems.quoted(address.name());
  }
}
