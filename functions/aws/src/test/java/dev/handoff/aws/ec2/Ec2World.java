package dev.handoff.aws.ec2;

import dev.handoff.aws.AwsSettings;
import dev.handoff.aws.AwsSettings.Endpoints;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network of its own on an AWS API server: two nodes and a stranger with an interface each, an
 * elastic IP, two route tables.
 */
public final class Ec2World implements AutoCloseable {

  private static final AtomicInteger NETWORKS = new AtomicInteger();

  public final String allocation;
  public final List<String> tables;
  public final String stranger;
  public final ClusterSpec spec;

  private final Ec2Query ec2;
  private final String subnet;
  private final String network;
  private final AtomicInteger interfaces = new AtomicInteger(10);

  /** Makes the network. */
  public Ec2World(URI endpoint) {
    ec2 = new Ec2Query(settings(endpoint), DynamoDbLocalServer.CREDENTIALS, Duration.ofMinutes(1));
    network = "10." + NETWORKS.incrementAndGet() + ".0.";
    String vpc = call("CreateVpc", Map.of("CidrBlock", network + "0/24")).text("vpc", "vpcId");
    subnet =
        call("CreateSubnet", Map.of("VpcId", vpc, "CidrBlock", network + "0/24"))
            .text("subnet", "subnetId");
    allocation = call("AllocateAddress", Map.of("Domain", "vpc")).text("allocationId");
    tables = List.of(table(vpc), table(vpc));
    stranger = networkInterface();
    spec =
        Samples.spec("web", List.of(node("n1"), node("n2")), List.of(eip(), route(), privateIp()));
  }

  /** Settings that lead to an AWS API server for EC2 and SNS. */
  public static AwsSettings settings(URI endpoint) {
    URI nowhere = URI.create("http://127.0.0.1:1");
    return new AwsSettings(
        DynamoDbLocalServer.REGION,
        DynamoDbLocalServer.ACCOUNT,
        "none",
        new Endpoints(nowhere, endpoint, endpoint));
  }

  public Address.ElasticIp eip() {
    return new Address.ElasticIp("eip", allocation, null);
  }

  public Address.Route route() {
    return new Address.Route("route", "192.168.1.1/32", tables);
  }

  public Address.PrivateIp privateIp() {
    return new Address.PrivateIp("ip", network + "200", null);
  }

  private String table(String vpc) {
    return call("CreateRouteTable", Map.of("VpcId", vpc)).text("routeTable", "routeTableId");
  }

  /** With an address of its own choice, because moto's choice may be the one that is to move. */
  String networkInterface() {
    String address = network + interfaces.incrementAndGet();
    return call("CreateNetworkInterface", Map.of("SubnetId", subnet, "PrivateIpAddress", address))
        .text("networkInterface", "networkInterfaceId");
  }

  /** A node with an interface; its instance is a name only, because starting one takes long. */
  private NodeSpec node(String name) {
    String instance = "i-%08x%s".formatted(NETWORKS.get(), name);
    return new NodeSpec(name, instance, networkInterface(), Map.of());
  }

  /** A node whose instance runs. */
  NodeSpec running() {
    String image =
        call("DescribeImages", Map.of("Owner.1", "amazon"))
            .items("imagesSet")
            .getFirst()
            .text("imageId");
    String instance =
        call(
                "RunInstances",
                Map.of("ImageId", image, "MinCount", "1", "MaxCount", "1", "SubnetId", subnet))
            .items("instancesSet")
            .getFirst()
            .text("instanceId");
    return new NodeSpec("running", instance, null, Map.of());
  }

  /** A call that must succeed. */
  Xml call(String action, Map<String, String> parameters) {
    return switch (ec2.call(action, parameters)) {
      case Reply.Success success -> success.body();
      case Reply.Failure failure -> throw new IllegalStateException(failure.inWords(action));
      case Reply.Silence silence -> throw new IllegalStateException(silence.detail());
    };
  }

  /** Leads an address to the stranger's interface, or one that holds it from the beginning. */
  void leadElsewhere(Address address) {
    switch (address) {
      case Address.ElasticIp eip ->
          call(
              "AssociateAddress",
              Map.of(
                  "AllocationId",
                  eip.allocation(),
                  "NetworkInterfaceId",
                  stranger,
                  "AllowReassociation",
                  "true"));
      case Address.Route route ->
          route
              .tables()
              .forEach(table ->
                  call(
                      "CreateRoute",
                      Map.of(
                          "RouteTableId", table,
                          "DestinationCidrBlock", route.destination(),
                          "NetworkInterfaceId", stranger)));
      case Address.PrivateIp ip ->
          call(
              "CreateNetworkInterface",
              Map.of("SubnetId", subnet, "PrivateIpAddress", ip.address()));
      case Address.PublicIp other -> throw new IllegalArgumentException("not on AWS: " + other);
    }
  }

  /** Which interface EC2 shows at the end of the elastic IP, asked without our adapters. */
  public String interfaceOfElasticIp() {
    return call("DescribeAddresses", Map.of("AllocationId.1", allocation))
        .items("addressesSet")
        .getFirst()
        .text("networkInterfaceId");
  }

  String stateOf(String instance) {
    return call("DescribeInstances", Map.of("InstanceId.1", instance))
        .items("reservationSet")
        .getFirst()
        .items("instancesSet")
        .getFirst()
        .text("instanceState", "name");
  }

  @Override
  public void close() {
    ec2.close();
  }
}
