package dev.handoff.oci.network;

import com.oracle.bmc.core.VirtualNetwork;
import com.oracle.bmc.core.model.GetPublicIpByPrivateIpIdDetails;
import com.oracle.bmc.core.model.PublicIp;
import com.oracle.bmc.core.model.RouteRule;
import com.oracle.bmc.core.model.Vnic;
import com.oracle.bmc.core.requests.GetPublicIpByPrivateIpIdRequest;
import com.oracle.bmc.core.requests.GetPublicIpRequest;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.Parallel;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.attempt.Effort;
import dev.handoff.oci.attempt.Efforts;
import dev.handoff.oci.attempt.Limits;
import dev.handoff.oci.attempt.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Could the addresses of a spec be led to each of its nodes? Only reads. */
public final class Inspection {

  private final VirtualNetwork network;
  private final Efforts efforts;
  private final Vnics vnics;
  private final RouteTables tables;

  public Inspection(VirtualNetwork network, Limits limits, Time time) {
    this.network = network;
    efforts = new Efforts(limits, time);
    vnics = new Vnics(network);
    tables = new RouteTables(network);
  }

  /** What there is to say about a spec's network; empty if nothing. */
  public List<Finding> of(ClusterSpec spec) {
    List<Address> addresses = spec.addresses().toList();
    if (addresses.isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    Map<String, Vnic> seen = new TreeMap<>();
    for (NodeSpec node : spec.nodes()) {
      String vnic = node.networkInterface();
      if (vnic != null) {
        switch (vnics.get(vnic, efforts.reading())) {
          case Outcome.Done<Vnic>(Vnic shown) -> seen.put(node.name(), shown);
          case Outcome.Failed<Vnic> failed ->
              findings.add(unseen("the interface of " + node.name(), failed));
        }
      }
    }
    if (addresses.stream().anyMatch(Address.Route.class::isInstance)) {
      seen.forEach((node, vnic) -> checked(node, vnic).ifPresent(findings::add));
    }
    Parallel.map(addresses, address -> address(address, seen)).forEach(findings::addAll);
    return findings;
  }

  private static Optional<Finding> checked(String node, Vnic vnic) {
    return Boolean.FALSE.equals(vnic.getSkipSourceDestCheck())
        ? Optional.of(
            Finding.fail(
                "%s of %s drops what a route leads to it: its source/destination check is on"
                    .formatted(vnic.getId(), node),
                "oci network vnic update --vnic-id %s --skip-source-dest-check true"
                    .formatted(vnic.getId())))
        : Optional.empty();
  }

  private List<Finding> address(Address address, Map<String, Vnic> seen) {
    return switch (address) {
      case Address.PrivateIp ip -> privateIp(ip, seen);
      case Address.PublicIp ip -> publicIp(ip, seen);
      case Address.Route route -> route.tables().stream().flatMap(this::table).toList();
      case Address.ElasticIp other ->
          List.of(
              Finding.fail(
                  other.name() + " is an elastic-ip, which is AWS's", "on OCI it is a public-ip"));
    };
  }

  private List<Finding> privateIp(Address.PrivateIp address, Map<String, Vnic> seen) {
    List<Finding> findings = new ArrayList<>(oneSubnet(address.shown(), seen));
    IpObjects objects =
        address.address().contains(":") ? new Ipv6Objects(network) : new Ipv4Objects(network);
    if (seen.isEmpty() || !findings.isEmpty()) {
      return findings;
    }
    String subnet = seen.values().iterator().next().getSubnetId();
    Effort effort = efforts.reading();
    Outcome<Optional<IpObject>> found =
        effort
            .read("List" + objects.kind() + "s", () -> objects.find(subnet, address.address()))
            .then(ids ->
                ids.isEmpty()
                    ? new Outcome.Done<>(Optional.empty())
                    : effort.read(
                        "Get" + objects.kind(), () -> Optional.of(objects.get(ids.getFirst()))));
    switch (found) {
      case Outcome.Failed<Optional<IpObject>> failed ->
          findings.add(unseen(address.shown(), failed));
      case Outcome.Done<Optional<IpObject>>(Optional<IpObject> ip) ->
          object(address.shown(), ip).ifPresent(findings::add);
    }
    return findings;
  }

  private static Optional<Finding> object(String shown, Optional<IpObject> ip) {
    if (ip.isEmpty()) {
      return Optional.of(
          Finding.warn(
              shown + " is not there yet; it is made when it is first moved",
              "is it spelt as you want it?"));
    }
    if (ip.get().primary()) {
      return Optional.of(
          Finding.fail(
              "%s is the primary IP of %s, which cannot leave it".formatted(shown, ip.get().vnic()),
              "use a secondary private IP"));
    }
    return ip.get().reserved()
        ? Optional.empty()
        : Optional.of(
            Finding.warn(
                shown + " is ephemeral: it is deleted with the instance that holds it",
                "oci network private-ip update --private-ip-id %s --lifetime RESERVED"
                    .formatted(ip.get().id())));
  }

  /** A private IP belongs to a subnet, and a subnet that is regional spans all domains. */
  private static List<Finding> oneSubnet(String shown, Map<String, Vnic> seen) {
    Map<String, TreeSet<String>> nodes = new TreeMap<>();
    seen.forEach((node, vnic) ->
        nodes.computeIfAbsent(vnic.getSubnetId(), subnet -> new TreeSet<>()).add(node));
    return nodes.size() < 2
        ? List.of()
        : List.of(
            Finding.fail(
                "%s cannot move between %s: a private IP cannot leave its subnet"
                    .formatted(shown, nodes),
                "put the nodes' interfaces into one regional subnet, or use a route or a"
                    + " public-ip without private-ip"));
  }

  private List<Finding> publicIp(Address.PublicIp address, Map<String, Vnic> seen) {
    List<Finding> findings = new ArrayList<>();
    Outcome<PublicIp> got =
        efforts
            .reading()
            .read(
                "GetPublicIp",
                () ->
                    network
                        .getPublicIp(GetPublicIpRequest.builder().publicIpId(address.id()).build())
                        .getPublicIp());
    switch (got) {
      case Outcome.Failed<PublicIp> failed -> findings.add(unseen(address.shown(), failed));
      case Outcome.Done<PublicIp>(PublicIp ip) -> {
        if (PublicIpStep.toward(address.privateIp(), ip)
            instanceof PublicIpStep.Never(String why)) {
          findings.add(Finding.fail(why, "use a reserved public IP of the pool"));
        }
      }
    }
    findings.addAll(
        address.privateIp() == null
            ? seen.entrySet().stream()
                .flatMap(each -> taken(address, each.getKey(), each.getValue().getId()))
                .toList()
            : carrier(address.privateIp(), address.name(), seen));
    return findings;
  }

  /** A private IP holds one public IP, and OCI gives new instances an ephemeral one. */
  private Stream<Finding> taken(Address.PublicIp address, String node, String vnic) {
    Effort effort = efforts.reading();
    Outcome<PublicIp> there =
        vnics
            .primaryIp(vnic, effort)
            .then(
                privateIp -> effort.read("GetPublicIpByPrivateIpId", () -> publicIpAt(privateIp)));
    return there instanceof Outcome.Done<PublicIp>(PublicIp other)
            && !other.getId().equals(address.id())
        ? Stream.of(
            Finding.fail(
                "%s cannot go to %s, whose primary private IP has the public IP %s"
                    .formatted(address.name(), node, other.getIpAddress()),
                "take %s away from it".formatted(other.getId())))
        : Stream.of();
  }

  private PublicIp publicIpAt(String privateIp) {
    return network
        .getPublicIpByPrivateIpId(
            GetPublicIpByPrivateIpIdRequest.builder()
                .getPublicIpByPrivateIpIdDetails(
                    GetPublicIpByPrivateIpIdDetails.builder().privateIpId(privateIp).build())
                .build())
        .getPublicIp();
  }

  private List<Finding> carrier(String privateIp, String name, Map<String, Vnic> seen) {
    List<Finding> findings = new ArrayList<>(oneSubnet(name, seen));
    Outcome<IpObject> got =
        efforts.reading().read("GetPrivateIp", () -> new Ipv4Objects(network).get(privateIp));
    switch (got) {
      case Outcome.Failed<IpObject> failed ->
          findings.add(unseen("the private IP of " + name, failed));
      case Outcome.Done<IpObject>(IpObject ip) ->
          object(ip.address(), Optional.of(ip)).ifPresent(findings::add);
    }
    return findings;
  }

  private Stream<Finding> table(String id) {
    return switch (tables.rules(id, efforts.reading())) {
      case Outcome.Failed<List<RouteRule>> failed -> Stream.of(unseen(id, failed));
      case Outcome.Done<List<RouteRule>>(List<RouteRule> rules) ->
          RouteRules.unknown(rules).stream()
              .map(rule ->
                  Finding.fail(
                      "%s has a rule of a kind that this version does not know (%s), so it is not"
                              .formatted(id, rule.getDestination())
                          + " changed at all",
                      "move that rule to a table of its own, or upgrade Handoff"));
    };
  }

  private static Finding unseen(String what, Outcome.Failed<?> failed) {
    return Finding.fail(
        what + " cannot be seen: " + failed.detail(),
        "is it in this region and compartment, and spelt as in the spec?");
  }
}
