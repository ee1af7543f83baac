package dev.handoff.console.doctor;

import dev.handoff.console.doctor.Network.Item;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.NodeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Could the addresses of a spec be led to each of its nodes? Pure: judges what EC2 showed. */
final class NetworkChecks {

  private static final String AREA = "network";
  private static final String TAG = "handoff";

  private final ClusterSpec spec;
  private final Network network;
  private final String installation;
  private final List<Check> checks = new ArrayList<>();

  private NetworkChecks(ClusterSpec spec, Network network, String installation) {
    this.spec = spec;
    this.network = network;
    this.installation = installation;
  }

  /**
   * Judges a spec.
   *
   * @param installation the name that what may be moved is tagged with
   */
  static List<Check> of(ClusterSpec spec, Network network, String installation) {
    NetworkChecks judge = new NetworkChecks(spec, network, installation);
    judge.judge();
    return List.copyOf(judge.checks);
  }

  private void judge() {
    network
        .unread()
        .forEach(why ->
            checks.add(
                Check.warn(
                    AREA,
                    name("EC2 does not show you what the spec names: " + why),
                    "to have it checked, ask for ec2:Describe…")));
    List<Address> addresses = spec.addresses().toList();
    if (!addresses.isEmpty()) {
      spec.nodes().forEach(this::networkInterface);
    }
    addresses.forEach(this::address);
    if (spec.fence() == Fencing.STOP) {
      spec.nodes().forEach(node -> tagged("Instances", node.instance(), "node " + node.name()));
    }
    if (checks.isEmpty()) {
      checks.add(
          Check.ok(
              AREA,
              name(
                  addresses.isEmpty()
                      ? "the cloud has no address of it"
                      : "its addresses can be led to each of its nodes")));
    }
  }

  private String name(String words) {
    return spec.cluster() + ": " + words;
  }

  private void networkInterface(NodeSpec node) {
    String id = node.networkInterface();
    Item item = tagged("NetworkInterfaces", id, "the interface of " + node.name());
    if (item == null || id == null) {
      return;
    }
    String at = item.shown().text("attachment", "instanceId");
    if (node.instance() != null && !at.equals(node.instance())) {
      checks.add(
          Check.fail(
              AREA,
              name(
                  "%s of %s is attached to %s, not to %s"
                      .formatted(id, node.name(), at.isEmpty() ? "nothing" : at, node.instance())),
              "correct 'interface' or 'instance' of " + node.name() + " in the spec"));
    }
    boolean routed = spec.addresses().anyMatch(Address.Route.class::isInstance);
    if (routed && !item.shown().text("sourceDestCheck").equals("false")) {
      checks.add(
          Check.fail(
              AREA,
              name(
                  "%s of %s drops what a route leads to it: its source/dest check is on"
                      .formatted(id, node.name())),
              "aws ec2 modify-network-interface-attribute --no-source-dest-check"
                  + " --network-interface-id "
                  + id));
    }
  }

  private void address(Address address) {
    switch (address) {
      case Address.ElasticIp eip -> tagged("Addresses", eip.allocation(), eip.name());
      case Address.Route route ->
          route.tables().forEach(table -> tagged("RouteTables", table, route.name()));
      case Address.PrivateIp ip -> oneSubnet(ip);
      case Address.PublicIp other ->
          checks.add(
              Check.fail(
                  AREA,
                  name(other.name() + " is a public-ip, which is OCI's"),
                  "on AWS it is an elastic-ip"));
    }
  }

  /** A private IP belongs to a subnet, and a subnet to a zone. */
  private void oneSubnet(Address.PrivateIp ip) {
    Map<String, List<String>> nodes = new TreeMap<>();
    TreeSet<String> zones = new TreeSet<>();
    for (NodeSpec node : spec.nodes()) {
      Item item = network.item(node.networkInterface());
      if (item != null) {
        nodes
            .computeIfAbsent(item.shown().text("subnetId"), subnet -> new ArrayList<>())
            .add(node.name());
        zones.add(item.shown().text("availabilityZone"));
      }
    }
    if (nodes.size() > 1) {
      checks.add(
          Check.fail(
              AREA,
              name(
                  "%s cannot move between %s: a private IP cannot leave its subnet%s"
                      .formatted(
                          ip.shown(),
                          nodes.entrySet().stream()
                              .map(e -> String.join(", ", e.getValue()) + " in " + e.getKey())
                              .collect(Collectors.joining(" and ")),
                          zones.size() > 1
                              ? ", and so not its zone (" + String.join(", ", zones) + ")"
                              : "")),
              "use a route to an address outside of the VPC's own range, or an elastic-ip; or put"
                  + " the nodes' interfaces into one subnet"));
    }
  }

  /** What the function may move carries the installation's name. */
  private @Nullable Item tagged(String kind, @Nullable String id, String whose) {
    Item item = network.item(id);
    if (id == null || !network.knows(kind)) {
      return null;
    }
    if (item == null) {
      checks.add(
          Check.fail(
              AREA,
              name("EC2 shows no %s (%s)".formatted(id, whose)),
              "is it in this account and region, and spelt as in the spec?"));
      return null;
    }
    String tag = item.tags().get(TAG);
    if (!installation.equals(tag)) {
      checks.add(
          Check.fail(
              AREA,
              name(
                  "%s (%s) %s, so the function may not move it"
                      .formatted(
                          id,
                          whose,
                          tag == null
                              ? "has no tag " + TAG
                              : "has the tag %s = %s, not %s".formatted(TAG, tag, installation))),
              "aws ec2 create-tags --resources %s --tags Key=%s,Value=%s"
                  .formatted(id, TAG, installation)));
    }
    return item;
  }
}
