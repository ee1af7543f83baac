package dev.handoff.oci.network;

import com.oracle.bmc.core.VirtualNetwork;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.OciClients;
import dev.handoff.oci.attempt.Limits;
import dev.handoff.oci.attempt.PausesOnly;
import dev.handoff.oci.local.LocalOci;
import dev.handoff.oci.local.OciRequest;
import dev.handoff.oci.local.Vcn;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A network on a local OCI: two nodes and a stranger with a VNIC each in one subnet, an address of
 * every kind at nothing, and two route tables, one of them with rules of other people.
 */
final class OciWorld {

  /** Keys and clients take long to make, so many worlds share them. */
  static final class Site implements AutoCloseable {
    final Vcn vcn = new Vcn();
    final LocalOci server = LocalOci.start(vcn);
    final OciClients clients = server.clients("handoff");

    @Override
    public void close() {
      clients.close();
      server.close();
    }
  }

  /** As OCI may answer: with the old name of the destination and the new one. */
  static final String GATEWAY_RULE =
      "{\"cidrBlock\":\"0.0.0.0/0\",\"destination\":\"0.0.0.0/0\","
          + "\"destinationType\":\"CIDR_BLOCK\","
          + "\"networkEntityId\":\"ocid1.internetgateway.oc1.local.1\",\"routeType\":\"STATIC\","
          + "\"description\":\"out\"}";

  static final String SERVICE_RULE =
      "{\"destination\":\"oci-fra-objectstorage\",\"destinationType\":\"SERVICE_CIDR_BLOCK\","
          + "\"networkEntityId\":\"ocid1.servicegateway.oc1.local.1\",\"routeType\":\"STATIC\"}";

  final Vcn vcn;
  final LocalOci server;
  final String subnet;
  final String n1;
  final String n2;
  final String stranger;
  final String floating;
  final String carrier;
  final String sixth;
  final String carried;
  final String bare;
  final List<String> tables;
  final ClusterSpec spec;

  private final Site site;

  /** Makes a network beside those that are there. */
  OciWorld(Site site) {
    this.site = site;
    vcn = site.vcn;
    server = site.server;
    subnet = vcn.subnet("10.0.0.", "2001:db8:");
    n1 = vcn.vnic(subnet, "10.0.0.11");
    n2 = vcn.vnic(subnet, "10.0.0.12");
    stranger = vcn.vnic(subnet, "10.0.0.13");
    floating = vcn.reservedIp(subnet, "10.0.0.200");
    carrier = vcn.reservedIp(subnet, "10.0.0.201");
    sixth = vcn.reservedIp(subnet, "2001:db8::200");
    carried = vcn.reservedPublicIp("203.0.113.1", null);
    bare = vcn.reservedPublicIp("203.0.113.2", null);
    tables = List.of(vcn.routeTable(GATEWAY_RULE, SERVICE_RULE), vcn.routeTable());
    spec =
        Samples.spec(
            "web",
            List.of(node("n1", n1), node("n2", n2)),
            List.of(privateIp(), ipv6(), carriedIp(), bareIp(), route()));
  }

  private static NodeSpec node(String name, String vnic) {
    return new NodeSpec(name, "ocid1.instance.oc1.local." + name, vnic, Map.of());
  }

  VirtualNetwork network() {
    return site.clients.virtualNetwork();
  }

  Addresses addresses(Limits limits) {
    return new OciAddresses(site.clients.virtualNetwork(), limits, new PausesOnly());
  }

  static Address.PrivateIp privateIp() {
    return new Address.PrivateIp("ip", "10.0.0.200", null);
  }

  static Address.PrivateIp ipv6() {
    return new Address.PrivateIp("ip6", "2001:db8::200", null);
  }

  /** A public IP that is bound to a private IP that moves with it. */
  Address.PublicIp carriedIp() {
    return new Address.PublicIp("carried", carried, carrier);
  }

  /** A public IP that goes to the owner's primary private IP. */
  Address.PublicIp bareIp() {
    return new Address.PublicIp("bare", bare, null);
  }

  Address.Route route() {
    return new Address.Route("route", "192.168.1.1/32", tables);
  }

  NodeSpec node(String name) {
    return Samples.node(spec, name);
  }

  /** Leads an address to the stranger. */
  void leadElsewhere(Address address) {
    switch (address) {
      case Address.PrivateIp ip -> vcn.assign(vcn.ipAt(subnet, ip.address()), stranger);
      case Address.PublicIp ip when ip.privateIp() != null -> {
        vcn.assign(carrier, stranger);
        vcn.assignPublicIp(ip.id(), carrier);
      }
      case Address.PublicIp ip -> vcn.assignPublicIp(ip.id(), vcn.primaryIp(stranger));
      case Address.Route route ->
          route.tables().forEach(table -> vcn.putRules(table, rule(route, stranger)));
      case Address.ElasticIp other -> throw new IllegalArgumentException("not on OCI: " + other);
    }
  }

  /** A rule that leads a route to the primary private IP of a VNIC. */
  String rule(Address.Route route, String vnic) {
    return ("{\"destination\":\"%s\",\"destinationType\":\"CIDR_BLOCK\",\"networkEntityId\":\"%s\","
            + "\"routeType\":\"STATIC\"}")
        .formatted(route.destination(), vcn.primaryIp(vnic));
  }

  /** Calls of a method to a collection, such as GET of {@code privateIps}. */
  static Predicate<OciRequest> calls(String method, String collection) {
    return request -> request.is(method, "20160918", collection);
  }

  /** How many calls of a method to a collection have arrived. */
  int count(String method, String collection) {
    return server.faults().calls(calls(method, collection)).size();
  }
}
