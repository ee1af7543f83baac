package dev.handoff.oci.local;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A virtual cloud network: subnets, VNICs, IPs and route tables. Source: Core Services API
 * (docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/). All OCIDs that its methods take must be of
 * what it has made.
 */
public final class Vcn implements OciService {

  private final Items subnets = new Items();
  private final Items vnics = new Items();
  private final VcnIps v4 = new VcnIps("privateIps", "privateip", vnics, subnets);
  private final VcnIps v6 = new VcnIps("ipv6", "ipv6", vnics, subnets);
  private final VcnPublicIps publicIps = new VcnPublicIps(v4.ips);
  private final VcnRouteTables routeTables = new VcnRouteTables(v4.ips);

  @Override
  public synchronized Optional<OciReply> answer(OciRequest request) {
    return Stream.<Optional<OciReply>>of(
            vnic(request),
            v4.answer(request),
            v6.answer(request),
            publicIps.answer(request),
            routeTables.answer(request))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** GetVnic and UpdateVnic, docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/Vnic/GetVnic. */
  private Optional<OciReply> vnic(OciRequest request) {
    if (!request.isExactly(request.method(), "20160918", "vnics", "*")) {
      return Optional.empty();
    }
    Item vnic = vnics.get(request.path().get(2));
    if (request.method().equals("PUT")) {
      Preconditions.ifMatch(request, vnic.etag());
      JsonObject details = request.json();
      if (details.has("skipSourceDestCheck")) {
        vnic.set("skipSourceDestCheck", details.get("skipSourceDestCheck").getAsBoolean());
      }
    }
    return Optional.of(vnic.reply());
  }

  /**
   * Makes a subnet.
   *
   * @param v4 how its addresses begin, such as {@code 10.0.0.}
   * @param v6 the same of its IPv6 addresses
   */
  public synchronized String subnet(String v4, String v6) {
    return subnets.add(Item.of("subnet").set("privateIps", v4).set("ipv6", v6)).id();
  }

  /** Makes a VNIC with its primary private IP, with its source/destination check off. */
  public synchronized String vnic(String subnet, String address) {
    Item vnic =
        vnics.add(
            Item.of("vnic")
                .set("subnetId", subnet)
                .set("lifecycleState", "AVAILABLE")
                .set("privateIp", address)
                .set("skipSourceDestCheck", true));
    v4.add(subnet, address, vnic.id(), true, "EPHEMERAL");
    return vnic.id();
  }

  /** Turns the source/destination check of a VNIC on or off. */
  public synchronized void check(String vnic, boolean on) {
    vnics.get(vnic).set("skipSourceDestCheck", !on);
  }

  /** Terminates a VNIC, as with its instance. */
  public synchronized void terminate(String vnic) {
    vnics.remove(vnics.get(vnic));
    v4.leave(vnic).forEach(publicIps::leave);
    v6.leave(vnic);
  }

  /** Makes a secondary private IP, reserved, at no VNIC. */
  public synchronized String reservedIp(String subnet, String address) {
    return family(address).add(subnet, address, null, false, "RESERVED").id();
  }

  /** Makes a secondary private IP or IPv6 address that lives as long as its VNIC. */
  public synchronized String ephemeralIp(String vnic, String address) {
    String subnet = vnics.get(vnic).text("subnetId");
    return family(address).add(subnet, address, vnic, false, "EPHEMERAL").id();
  }

  private VcnIps family(String address) {
    return address.contains(":") ? v6 : v4;
  }

  /** OCID of the private IP that a VNIC was made with. */
  public synchronized String primaryIp(String vnic) {
    return v4.ips.all(ip -> ip.is("vnicId", vnic) && ip.is("isPrimary", true)).getFirst().id();
  }

  /** Puts a private IP or IPv6 address to another VNIC, as somebody else might. */
  public synchronized void assign(String ip, @Nullable String vnic) {
    Item item = ip(ip);
    item.set("vnicId", vnic).set("ipState", vnic == null ? "AVAILABLE" : "ASSIGNED");
  }

  private Item ip(String id) {
    return v4.ips.has(id) ? v4.ips.get(id) : v6.ips.get(id);
  }

  /** Changes nothing but the ETag of a private IP, as who gives it another name. */
  public synchronized void touch(String ip) {
    ip(ip).set("displayName", ip(ip).text("displayName") + "x");
  }

  /** OCID of the VNIC that a private IP or IPv6 address is at; empty: at none. */
  public synchronized String vnicOf(String ip) {
    return ip(ip).text("vnicId");
  }

  /** OCID of the object of an address in a subnet; empty: there is none. */
  public synchronized String ipAt(String subnet, String address) {
    return family(address)
        .ips
        .all(ip -> ip.is("subnetId", subnet) && ip.is("ipAddress", address))
        .stream()
        .map(Item::id)
        .findFirst()
        .orElse("");
  }

  /** Whether a private IP or IPv6 address outlives its VNIC. */
  public synchronized boolean isReserved(String ip) {
    return ip(ip).is("lifetime", "RESERVED");
  }

  /** Makes a reserved public IP; null: at no private IP. */
  public synchronized String reservedPublicIp(String address, @Nullable String privateIp) {
    return publicIps.add(address, "RESERVED", privateIp).id();
  }

  /** Makes an ephemeral public IP. */
  public synchronized String ephemeralPublicIp(String address, String privateIp) {
    return publicIps.add(address, "EPHEMERAL", privateIp).id();
  }

  /** How often a public IP is looked at until it has arrived. */
  public synchronized void slowPublicIps(int looks) {
    publicIps.slow(looks);
  }

  /** Lets this many assignments of public IPs fail without a word. */
  public synchronized void failSilently(int times) {
    publicIps.failSilently(times);
  }

  /** Puts a public IP into a state. */
  public synchronized void publicIpState(String id, String state) {
    publicIps.ips.get(id).set("lifecycleState", state);
  }

  /** Puts a public IP to a private IP at once, as somebody else might. */
  public synchronized void assignPublicIp(String id, String privateIp) {
    publicIps
        .ips
        .get(id)
        .set("lifecycleState", "ASSIGNED")
        .set("assignedEntityId", privateIp)
        .set("privateIpId", privateIp)
        .set("assignedEntityType", "PRIVATE_IP");
  }

  /** OCID of the private IP that a public IP is assigned to, or being assigned; empty: none. */
  public synchronized String privateIpOf(String publicIp) {
    return publicIps.ips.get(publicIp).text("assignedEntityId");
  }

  /** Makes a route table with rules, each as JSON. */
  public synchronized String routeTable(String... rules) {
    return routeTables
        .add(Stream.of(rules).map(rule -> JsonParser.parseString(rule).getAsJsonObject()).toList())
        .id();
  }

  /** Replaces the rules of a table, as somebody else might. */
  public synchronized void putRules(String table, String... rules) {
    routeTables
        .tables
        .get(table)
        .set(
            "routeRules",
            Stream.of(rules).map(rule -> JsonParser.parseString(rule).getAsJsonObject()).toList());
  }

  /** The rules of a table, each as JSON, as they were put. */
  public synchronized List<String> rules(String table) {
    return routeTables.tables.get(table).list("routeRules").stream().map(Object::toString).toList();
  }
}
