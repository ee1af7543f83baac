package dev.handoff.oci.local;

import com.google.gson.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Private IPs or IPv6 addresses of subnets. Source: the operations of PrivateIp
 * (docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/PrivateIp/) and of Ipv6 (…/Ipv6/).
 */
final class VcnIps {

  private static final String PRIMARY = "isPrimary";

  private final String path;
  private final String type;
  private final Items vnics;
  private final Items subnets;
  private final Map<String, String> tokens = new HashMap<>();
  final Items ips = new Items();

  /**
   * IPs of one version.
   *
   * @param path its part of the URL
   * @param type its part of the OCID
   */
  VcnIps(String path, String type, Items vnics, Items subnets) {
    this.path = path;
    this.type = type;
    this.vnics = vnics;
    this.subnets = subnets;
  }

  /** Makes one at a VNIC, or at none. */
  Item add(String subnet, String address, @Nullable String vnic, boolean primary, String lifetime) {
    Item ip =
        Item.of(type)
            .set("subnetId", subnet)
            .set("ipAddress", address)
            .set(PRIMARY, primary)
            .set("lifetime", lifetime);
    at(ip, vnic);
    return ips.add(ip);
  }

  private static void at(Item ip, @Nullable String vnic) {
    ip.set("vnicId", vnic).set("ipState", vnic == null ? "AVAILABLE" : "ASSIGNED");
  }

  /** What happens to the IPs of a VNIC that is terminated: reserved ones stay without it. */
  List<Item> leave(String vnic) {
    List<Item> all = ips.all(ip -> ip.is("vnicId", vnic));
    for (Item ip : all) {
      if (isReserved(ip)) {
        at(ip, null);
      } else {
        ips.remove(ip);
      }
    }
    return all.stream().filter(ip -> !ips.has(ip.id())).toList();
  }

  private static boolean isReserved(Item ip) {
    return ip.is("lifetime", "RESERVED");
  }

  Optional<OciReply> answer(OciRequest request) {
    if (!request.is(request.method(), "20160918", path)) {
      return Optional.empty();
    }
    List<String> parts = request.path();
    if (request.isExactly("GET", "20160918", path)) {
      return Optional.of(list(request));
    }
    if (request.isExactly("POST", "20160918", path)) {
      return Optional.of(create(request).reply());
    }
    Item ip = ips.get(parts.get(2));
    if (request.isExactly("GET", "20160918", path, "*")) {
      return Optional.of(ip.reply());
    }
    Preconditions.ifMatch(request, ip.etag());
    if (request.isExactly("PUT", "20160918", path, "*")) {
      return Optional.of(update(ip, request.json()).reply());
    }
    if (request.isExactly("POST", "20160918", path, "*", "actions", "detach")) {
      return Optional.of(detach(ip));
    }
    if (request.isExactly("DELETE", "20160918", path, "*")) {
      secondary(ip);
      ips.remove(ip);
      return Optional.of(OciReply.empty(204));
    }
    return Optional.empty();
  }

  /** ListPrivateIps: "based on one of these filters: subnet, VNIC, both address and subnet". */
  private OciReply list(OciRequest request) {
    Optional<String> subnet = request.query("subnetId");
    Optional<String> vnic = request.query("vnicId");
    Optional<String> address = request.query("ipAddress");
    if (subnet.isEmpty() && vnic.isEmpty()) {
      throw new OciRefusal(400, "MissingParameter", "subnetId or vnicId is needed");
    }
    subnet.ifPresent(subnets::get);
    vnic.ifPresent(vnics::get);
    List<Map<String, Object>> found =
        ips
            .all(ip ->
                subnet.stream().allMatch(id -> ip.is("subnetId", id))
                    && vnic.stream().allMatch(id -> ip.is("vnicId", id))
                    && address.stream().allMatch(text -> same(text, ip.text("ipAddress"))))
            .stream()
            .map(Item::shown)
            .toList();
    return Pages.of(request, found);
  }

  private Item create(OciRequest request) {
    String token = request.header("opc-retry-token").orElse("");
    String before = tokens.get(token);
    if (before != null && !token.isEmpty()) {
      return ips.get(before);
    }
    JsonObject details = request.json();
    Item vnic = vnics.related(text(details, "vnicId"));
    String address = text(details, "ipAddress");
    String subnet = vnic.text("subnetId");
    if (!address.startsWith(subnets.get(subnet).text(path))) {
      throw new OciRefusal(400, "InvalidParameter", address + " is not in the subnet");
    }
    if (!ips.all(ip -> ip.is("subnetId", subnet) && same(address, ip.text("ipAddress")))
        .isEmpty()) {
      throw new OciRefusal(409, "Conflict", "the address " + address + " is already in use");
    }
    String lifetime = text(details, "lifetime");
    Item made = add(subnet, address, vnic.id(), false, lifetime.isEmpty() ? "EPHEMERAL" : lifetime);
    tokens.put(token, made.id());
    return made;
  }

  /** UpdatePrivateIp: "the VNIC must be in the same subnet as the current VNIC". */
  private Item update(Item ip, JsonObject details) {
    secondary(ip);
    if (details.has("vnicId")) {
      Item vnic = vnics.related(text(details, "vnicId"));
      if (!vnic.is("subnetId", ip.text("subnetId"))) {
        throw new OciRefusal(400, "InvalidParameter", vnic.id() + " is in another subnet");
      }
      at(ip, vnic.id());
    }
    if (details.has("lifetime")) {
      ip.set("lifetime", text(details, "lifetime"));
    }
    return ip;
  }

  /**
   * PrivateIpVnicDetach "unassigns". The page does not say what becomes of an ephemeral one; that
   * it ceases to exist is the worse of the two possibilities.
   */
  private OciReply detach(Item ip) {
    secondary(ip);
    if (!isReserved(ip)) {
      ips.remove(ip);
    }
    at(ip, null);
    return ip.reply();
  }

  /** "This operation cannot be used with primary private IPs." The code is a guess. */
  private static void secondary(Item ip) {
    if (ip.is(PRIMARY, true)) {
      throw new OciRefusal(400, "InvalidParameter", ip.id() + " is a primary private IP");
    }
  }

  private static boolean same(String one, String other) {
    try {
      return Objects.equals(InetAddress.getByName(one), InetAddress.getByName(other));
    } catch (UnknownHostException e) {
      throw new OciRefusal(400, "InvalidParameter", "no IP address: " + one);
    }
  }

  private static String text(JsonObject details, String member) {
    return details.has(member) ? details.get(member).getAsString() : "";
  }
}
