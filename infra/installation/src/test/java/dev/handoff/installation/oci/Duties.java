package dev.handoff.installation.oci;

import static dev.handoff.installation.oci.OciPolicies.CONTROLLER;
import static dev.handoff.installation.oci.OciPolicies.FUNCTION;
import static dev.handoff.installation.oci.OciPolicies.HOME;
import static dev.handoff.installation.oci.OciPolicies.NETWORK;
import static dev.handoff.installation.oci.OciPolicies.NODE;
import static dev.handoff.installation.oci.OciPolicies.PEER;
import static dev.handoff.installation.oci.OciPolicies.PEOPLE;
import static dev.handoff.installation.oci.OciPolicies.SCHEDULE;
import static dev.handoff.installation.oci.OciPolicies.STREAM;
import static dev.handoff.installation.oci.Requests.ask;
import static dev.handoff.installation.oci.Requests.call;
import static dev.handoff.installation.oci.Requests.connected;
import static dev.handoff.installation.oci.Requests.find;
import static dev.handoff.installation.oci.Requests.invoke;
import static dev.handoff.installation.oci.Requests.object;
import static dev.handoff.installation.oci.Requests.stream;

import dev.handoff.installation.oci.PolicyStatement.Asked;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What each policy is there for, and what it must not allow. */
final class Duties {

  private static final String SERVICE = "service objectstorage-eu-frankfurt-1";
  private static final String OTHERS = "ocid1.compartment.oc1..others";
  private static final String OTHER_FUNCTION = "ocid1.fnfunc.oc1..payroll";
  private static final String OTHER_STREAM = "ocid1.stream.oc1..payroll";
  private static final String BY_SCHEDULE = "resourceschedule";
  private static final String BY_CONNECTOR = "serviceconnector";

  /** Of one policy: all of the one is allowed, and nothing of the other. */
  record Expected(List<Asked> allowed, List<Asked> denied) {}

  private Duties() {}

  private static final Expected FUNCTION_MAY =
      new Expected(
          List.of(
              object(CONTROLLER, "OBJECT_READ", "handoff", "clusters/web/record"),
              object(CONTROLLER, "OBJECT_CREATE", "handoff", "clusters/web/journal/1"),
              object(CONTROLLER, "OBJECT_OVERWRITE", "handoff", "nodes/web/srv-lb01/orders"),
              object(CONTROLLER, "OBJECT_DELETE", "handoff", "fleet/losses/web"),
              object(CONTROLLER, "OBJECT_INSPECT", "handoff", "clusters/"),
              ask(CONTROLLER, "inspect", "streams", HOME),
              ask(CONTROLLER, "read", "streams", HOME),
              stream(CONTROLLER, "stream-pull", STREAM),
              ask(
                  CONTROLLER,
                  "use",
                  "ons-topics",
                  HOME,
                  "request.permission",
                  "ONS_TOPIC_PUBLISH")),
          List.of(
              object(CONTROLLER, "OBJECT_READ", "payroll", "clusters/web/record"),
              object(CONTROLLER, "OBJECT_RESTORE", "handoff", "clusters/web/record"),
              ask(CONTROLLER, "manage", "buckets", HOME, "target.bucket.name", "handoff"),
              stream(CONTROLLER, "stream-push", STREAM),
              ask(CONTROLLER, "use", "streams", HOME),
              ask(CONTROLLER, "manage", "streams", HOME),
              ask(CONTROLLER, "manage", "stream-pull", HOME),
              ask(CONTROLLER, "read", "streams", OTHERS),
              ask(
                  CONTROLLER,
                  "use",
                  "ons-topics",
                  HOME,
                  "request.permission",
                  "ONS_TOPIC_SUBSCRIBE"),
              invoke(CONTROLLER, FUNCTION)));

  private static final Expected PRIVATE_IPS_MAY =
      new Expected(
          Stream.of("UpdatePrivateIp", "CreatePrivateIp", "PrivateIpVnicDetach")
              .flatMap(operation ->
                  Stream.of(
                      call("manage", "private-ips", operation),
                      call("use", "vnics", operation),
                      call("use", "subnets", operation)))
              .toList(),
          List.of(
              call("manage", "private-ips", "DeletePrivateIp"),
              call("use", "private-ips", "UpdatePublicIp"),
              call("use", "vnics", "AttachVnic"),
              call("use", "vnics", "UpdateVnic"),
              call("use", "subnets", "LaunchInstance"),
              call("manage", "subnets", "UpdateSubnet"),
              call("manage", "public-ips", "UpdatePublicIp"),
              ask(
                  CONTROLLER,
                  "manage",
                  "private-ips",
                  HOME,
                  "request.operation",
                  "UpdatePrivateIp")));

  private static final Expected PUBLIC_IPS_MAY =
      new Expected(
          List.of(
              call("manage", "public-ips", "UpdatePublicIp"),
              call("inspect", "public-ips", "GetPublicIpByPrivateIpId"),
              call("use", "private-ips", "UpdatePublicIp"),
              call("read", "vnics", "GetVnic"),
              call("inspect", "subnets", "ListPrivateIps")),
          List.of(
              call("manage", "public-ips", "DeletePublicIp"),
              call("manage", "public-ips", "CreatePublicIp"),
              call("use", "private-ips", "UpdatePrivateIp"),
              call("use", "vnics", "UpdatePrivateIp"),
              call("manage", "vnics", "AttachVnic"),
              call("use", "subnets", "LaunchInstance"),
              call("manage", "subnets", "DeleteSubnet")));

  private static final Expected ROUTES_MAY =
      new Expected(
          Stream.concat(
                  Stream.of(
                      call("manage", "route-tables", "UpdateRouteTable"),
                      call("use", "private-ips", "UpdateRouteTable"),
                      call("read", "vnics", "GetVnic"),
                      call("inspect", "subnets", "ListPrivateIps"),
                      call("use", "nat-gateways", "UpdateRouteTable"),
                      call("use", "service-gateways", "UpdateRouteTable")),
                  Stream.of("internet-gateways", "drgs", "local-peering-gateways")
                      .map(kind -> call("manage", kind, "UpdateRouteTable")))
              .toList(),
          List.of(
              call("manage", "route-tables", "DeleteRouteTable"),
              call("manage", "route-tables", "CreateRouteTable"),
              call("use", "private-ips", "UpdatePrivateIp"),
              call("manage", "internet-gateways", "DeleteInternetGateway"),
              call("use", "nat-gateways", "UpdateSubnet"),
              call("use", "service-gateways", "UpdateSubnet"),
              call("manage", "drgs", "DeleteDrg"),
              call("manage", "local-peering-gateways", "ConnectLocalPeeringGateways"),
              call("use", "vnics", "UpdateVnic"),
              call("manage", "vnics", "UpdateVnic"),
              call("use", "subnets", "UpdateSubnet"),
              call("manage", "subnets", "UpdateSubnet")));

  private static final Expected IPV6S_MAY =
      new Expected(
          Stream.of("UpdateIpv6", "CreateIpv6", "Ipv6VnicDetach")
              .flatMap(operation ->
                  Stream.of(
                      call("manage", "ipv6s", operation),
                      call("use", "vnics", operation),
                      call("use", "subnets", operation)))
              .toList(),
          List.of(
              call("manage", "ipv6s", "DeleteIpv6"),
              call("use", "vnics", "UpdateVnic"),
              call("use", "subnets", "LaunchInstance"),
              call("manage", "private-ips", "UpdatePrivateIp")));

  private static final Expected FENCE_MAY =
      new Expected(
          List.of(
              call("use", "instances", "InstanceAction"), call("read", "instances", "GetInstance")),
          List.of(
              call("use", "instances", "UpdateInstance"),
              call("manage", "instances", "TerminateInstance"),
              ask(CONTROLLER, "use", "instances", HOME, "request.operation", "InstanceAction")));

  private static final Expected NODE_MAY =
      new Expected(
          List.of(
              stream(NODE, "stream-push", STREAM),
              object(NODE, "OBJECT_READ", "handoff", "nodes/web/srv-lb01/orders"),
              object(NODE, "OBJECT_READ", "handoff", "nodes/web/srv-lb01/plan"),
              invoke(NODE, FUNCTION)),
          List.of(
              stream(NODE, "stream-push", PEER),
              stream(NODE, "stream-push", OTHER_STREAM),
              stream(NODE, "stream-pull", PEER),
              object(NODE, "OBJECT_READ", "handoff", "nodes/web/srv-lb02/orders"),
              object(NODE, "OBJECT_READ", "handoff", "nodes/web/srv-lb01/heard"),
              object(NODE, "OBJECT_READ", "handoff", "clusters/web/record"),
              object(NODE, "OBJECT_READ", "payroll", "nodes/web/srv-lb01/plan"),
              object(NODE, "OBJECT_INSPECT", "handoff", "nodes/web/srv-lb01/plan"),
              object(NODE, "OBJECT_OVERWRITE", "handoff", "nodes/web/srv-lb01/plan"),
              object(NODE, "OBJECT_CREATE", "handoff", "nodes/web/srv-lb01/orders"),
              invoke(NODE, OTHER_FUNCTION),
              ask(NODE, "use", "ons-topics", HOME, "request.permission", "ONS_TOPIC_PUBLISH"),
              ask(NODE, "inspect", "streams", HOME),
              ask(NODE, "use", "private-ips", NETWORK, "request.operation", "UpdatePrivateIp")));

  private static final Expected PEERS_MAY =
      new Expected(
          List.of(stream(NODE, "stream-pull", PEER)),
          List.of(stream(NODE, "stream-pull", OTHER_STREAM), stream(NODE, "stream-push", PEER)));

  private static final Expected VIEWER_MAY =
      new Expected(
          List.of(
              object(PEOPLE, "OBJECT_READ", "handoff", "clusters/web/record"),
              ask(PEOPLE, "read", "buckets", HOME, "target.bucket.name", "handoff"),
              ask(PEOPLE, "read", "streams", HOME),
              stream(PEOPLE, "stream-pull", STREAM),
              ask(PEOPLE, "read", "fn-function", HOME),
              ask(PEOPLE, "read", "ons-topics", HOME),
              ask(PEOPLE, "inspect", "ons-subscriptions", HOME),
              ask(PEOPLE, "read", "alarms", HOME),
              ask(PEOPLE, "read", "vnics", NETWORK),
              ask(PEOPLE, "read", "route-tables", NETWORK),
              ask(PEOPLE, "read", "instances", NETWORK)),
          List.of(
              object(PEOPLE, "OBJECT_READ", "payroll", "salaries"),
              object(PEOPLE, "OBJECT_OVERWRITE", "handoff", "clusters/web/record"),
              object(PEOPLE, "OBJECT_DELETE", "handoff", "clusters/web/record"),
              ask(PEOPLE, "read", "buckets", HOME, "target.bucket.name", "payroll"),
              ask(PEOPLE, "manage", "buckets", HOME, "target.bucket.name", "handoff"),
              ask(PEOPLE, "manage", "streams", HOME),
              ask(PEOPLE, "manage", "stream-pull", HOME),
              stream(PEOPLE, "stream-push", STREAM),
              invoke(PEOPLE, FUNCTION),
              ask(PEOPLE, "manage", "fn-function", HOME),
              ask(PEOPLE, "use", "ons-topics", HOME, "request.permission", "ONS_TOPIC_PUBLISH"),
              ask(PEOPLE, "manage", "ons-topics", HOME),
              ask(PEOPLE, "manage", "ons-subscriptions", HOME),
              ask(PEOPLE, "manage", "alarms", HOME),
              ask(PEOPLE, "use", "private-ips", NETWORK),
              ask(PEOPLE, "manage", "instances", NETWORK)));

  private static final Expected OPERATOR_MAY =
      new Expected(
          List.of(invoke(PEOPLE, FUNCTION)),
          List.of(
              invoke(PEOPLE, OTHER_FUNCTION),
              object(PEOPLE, "OBJECT_OVERWRITE", "handoff", "clusters/web/record"),
              ask(PEOPLE, "manage", "fn-function", HOME)));

  private static final String OTHER_SCHEDULE = "ocid1.resourceschedule.oc1..payroll";

  private static final Expected SCHEDULE_MAY =
      new Expected(
          List.of(
              invoke(BY_SCHEDULE, SCHEDULE, HOME, FUNCTION),
              find("read", BY_SCHEDULE, SCHEDULE, HOME)),
          List.of(
              invoke(BY_SCHEDULE, OTHER_SCHEDULE, HOME, FUNCTION),
              invoke(BY_SCHEDULE, SCHEDULE, HOME, OTHER_FUNCTION),
              invoke("user", SCHEDULE, HOME, FUNCTION),
              find("read", BY_SCHEDULE, OTHER_SCHEDULE, HOME),
              find("read", "user", SCHEDULE, HOME),
              find("manage", BY_SCHEDULE, SCHEDULE, HOME)));

  private static final Expected CONNECTOR_MAY =
      new Expected(
          List.of(
              connected(BY_CONNECTOR, HOME, STREAM),
              invoke(BY_CONNECTOR, "any", HOME, FUNCTION),
              find("use", BY_CONNECTOR, "any", HOME)),
          List.of(
              connected(BY_CONNECTOR, OTHERS, STREAM),
              connected(BY_CONNECTOR, HOME, OTHER_STREAM),
              connected("user", HOME, STREAM),
              invoke(BY_CONNECTOR, "any", OTHERS, FUNCTION),
              invoke(BY_CONNECTOR, "any", HOME, OTHER_FUNCTION),
              invoke("user", "any", HOME, FUNCTION),
              find("use", BY_CONNECTOR, "any", OTHERS),
              find("use", "user", "any", HOME)));

  private static final Expected LIFECYCLE_MAY =
      new Expected(
          List.of(object(SERVICE, "OBJECT_DELETE", "handoff", "clusters/web/journal/1")),
          List.of(object(SERVICE, "OBJECT_DELETE", "payroll", "salaries")));

  private static final Map<String, Expected> EXPECTED =
      Map.ofEntries(
          Map.entry("function", FUNCTION_MAY),
          Map.entry("private-ips", PRIVATE_IPS_MAY),
          Map.entry("public-ips", PUBLIC_IPS_MAY),
          Map.entry("routes", ROUTES_MAY),
          Map.entry("ipv6s", IPV6S_MAY),
          Map.entry("fence", FENCE_MAY),
          Map.entry("node", NODE_MAY),
          Map.entry("peers", PEERS_MAY),
          Map.entry("viewer", VIEWER_MAY),
          Map.entry("operator", OPERATOR_MAY),
          Map.entry("schedule", SCHEDULE_MAY),
          Map.entry("connector", CONNECTOR_MAY),
          Map.entry("lifecycle", LIFECYCLE_MAY));

  /** Of this policy; nothing of one that nobody has thought about. */
  static Expected of(String policy) {
    return EXPECTED.getOrDefault(policy, new Expected(List.of(), List.of()));
  }
}
