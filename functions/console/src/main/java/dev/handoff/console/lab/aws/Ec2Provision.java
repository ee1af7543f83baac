package dev.handoff.console.lab.aws;

import dev.handoff.aws.ec2.Ec2Query;
import dev.handoff.aws.ec2.Reply;
import dev.handoff.aws.ec2.Xml;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a spec's network on an AWS API server. An id that the server knows is used as it is;
 * another one is taken for a placeholder: the thing is created, and the spec gets its real id.
 */
final class Ec2Provision {

  private static final String OUR_BLOCK = "10.0.0.0";

  private final Ec2Query ec2;
  private final List<String> notes = new ArrayList<>();
  private @Nullable String vpc;
  private @Nullable String subnet;
  private String block = OUR_BLOCK;

  Ec2Provision(Ec2Query ec2) {
    this.ec2 = ec2;
  }

  /** What was created, a line each. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * Creates what is missing. The topic is not EC2's, and stays as it is.
   *
   * @throws UncheckedIOException if the server refuses or does not answer
   */
  ClusterSpec provide(ClusterSpec spec) {
    for (Address address : spec.addresses().toList()) {
      if (address instanceof Address.PrivateIp ip) {
        block = ip.address();
      }
    }
    List<NodeSpec> nodes = spec.nodes().stream().map(node -> node(spec, node)).toList();
    return spec.with(nodes, spec.groups().stream().map(this::group).toList());
  }

  private GroupSpec group(GroupSpec group) {
    List<Resource> resources = new ArrayList<>();
    for (Resource resource : group.resources()) {
      resources.add(resource instanceof Address address ? address(address) : resource);
    }
    return group.with(resources);
  }

  private Address address(Address address) {
    return switch (address) {
      case Address.ElasticIp eip -> elasticIp(eip);
      case Address.Route route ->
          new Address.Route(
              route.name(),
              route.destination(),
              route.tables().stream().map(table -> table(route.name(), table)).toList());
      case Address.PrivateIp ip -> ip;
      case Address.PublicIp other ->
          throw refused(other.name() + " is an address of Oracle's cloud, not of AWS");
    };
  }

  private Address elasticIp(Address.ElasticIp eip) {
    if (knows("DescribeAddresses", "AllocationId.1", eip.allocation(), "addressesSet")) {
      return eip;
    }
    Xml made = call("AllocateAddress", Map.of("Domain", "vpc"));
    String allocation = made.text("allocationId");
    notes.add("%s: %s (%s)".formatted(eip.name(), allocation, made.text("publicIp")));
    return new Address.ElasticIp(eip.name(), allocation, eip.privateIp());
  }

  private String table(String route, String table) {
    if (knows("DescribeRouteTables", "RouteTableId.1", table, "routeTableSet")) {
      return table;
    }
    String made =
        call("CreateRouteTable", Map.of("VpcId", vpc())).text("routeTable", "routeTableId");
    notes.add(route + ": " + made + " for " + table);
    return made;
  }

  private NodeSpec node(ClusterSpec spec, NodeSpec node) {
    String instance = node.instance();
    if (instance == null
        || !knows("DescribeInstances", "InstanceId.1", instance, "reservationSet")) {
      instance = newInstance();
    }
    String networkInterface = node.networkInterface();
    if (networkInterface == null
        || !knows(
            "DescribeNetworkInterfaces",
            "NetworkInterfaceId.1",
            networkInterface,
            "networkInterfaceSet")) {
      networkInterface = primaryInterface(instance);
    }
    if (!instance.equals(node.instance()) || !networkInterface.equals(node.networkInterface())) {
      notes.add("%s: %s with %s".formatted(node.name(), instance, networkInterface));
    }
    if (spec.addresses().anyMatch(Address.Route.class::isInstance)) {
      call(
          "ModifyNetworkInterfaceAttribute",
          Map.of("NetworkInterfaceId", networkInterface, "SourceDestCheck.Value", "false"));
    }
    return new NodeSpec(node.name(), instance, networkInterface, node.attributes());
  }

  private String newInstance() {
    String image =
        call("DescribeImages", Map.of("Owner.1", "amazon"))
            .items("imagesSet")
            .getFirst()
            .text("imageId");
    return call(
            "RunInstances",
            Map.of("ImageId", image, "MinCount", "1", "MaxCount", "1", "SubnetId", subnet()))
        .items("instancesSet")
        .getFirst()
        .text("instanceId");
  }

  private String primaryInterface(String instance) {
    return call("DescribeInstances", Map.of("InstanceId.1", instance))
        .items("reservationSet")
        .getFirst()
        .items("instancesSet")
        .getFirst()
        .items("networkInterfaceSet")
        .getFirst()
        .text("networkInterfaceId");
  }

  private String vpc() {
    if (vpc == null) {
      String[] bytes = block.split("\\.", -1);
      String cidr = bytes[0] + "." + bytes[1] + ".0.0/16";
      vpc = call("CreateVpc", Map.of("CidrBlock", cidr)).text("vpc", "vpcId");
      notes.add("network: " + vpc + " (" + cidr + ")");
    }
    return vpc;
  }

  private String subnet() {
    if (subnet == null) {
      String cidr = block.substring(0, block.lastIndexOf('.')) + ".0/24";
      subnet =
          call("CreateSubnet", Map.of("VpcId", vpc(), "CidrBlock", cidr))
              .text("subnet", "subnetId");
    }
    return subnet;
  }

  /** Whether the server has a thing of that id. */
  private boolean knows(String describe, String parameter, String id, String set) {
    return ec2.call(describe, new TreeMap<>(Map.of(parameter, id))) instanceof Reply.Success success
        && !success.body().items(set).isEmpty();
  }

  private Xml call(String action, Map<String, String> parameters) {
    return switch (ec2.call(action, parameters)) {
      case Reply.Success success -> success.body();
      case Reply.Failure failure -> throw refused(failure.inWords(action));
      case Reply.Silence silence -> throw refused(silence.detail());
    };
  }

  private static UncheckedIOException refused(String why) {
    return new UncheckedIOException(why, new IOException(why));
  }
}
