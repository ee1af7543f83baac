package dev.handoff.oci.local;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Public IPs, whose moves only begin with the call. Source: UpdatePublicIp and GetPublicIp
 * (docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/PublicIp/UpdatePublicIp, …/GetPublicIp).
 */
final class VcnPublicIps {

  private static final String STATE = "lifecycleState";
  private static final String AT = "assignedEntityId";

  private final Items privateIps;
  private final Map<String, Integer> looks = new HashMap<>();
  private int looksNeeded = 1;
  private int silentFailures;
  final Items ips = new Items();

  VcnPublicIps(Items privateIps) {
    this.privateIps = privateIps;
  }

  Item add(String address, String lifetime, @Nullable String privateIp) {
    Item ip =
        Item.of("publicip")
            .set("ipAddress", address)
            .set("lifetime", lifetime)
            .set("scope", "REGION");
    settle(ip, privateIp);
    return ips.add(ip);
  }

  private static void settle(Item ip, @Nullable String privateIp) {
    ip.set(STATE, privateIp == null ? "AVAILABLE" : "ASSIGNED");
    lead(ip, privateIp);
  }

  private static void lead(Item ip, @Nullable String privateIp) {
    ip.set(AT, privateIp)
        .set("privateIpId", privateIp)
        .set("assignedEntityType", privateIp == null ? null : "PRIVATE_IP");
  }

  /** How often one is looked at until it has arrived. */
  void slow(int needed) {
    looksNeeded = needed;
  }

  /** Lets this many assignments end in AVAILABLE without a word. */
  void failSilently(int times) {
    silentFailures = times;
  }

  /** What happens to what was at a private IP that is gone. */
  void leave(Item privateIp) {
    ips.all(ip -> ip.is(AT, privateIp.id())).forEach(ip -> settle(ip, null));
  }

  Optional<OciReply> answer(OciRequest request) {
    if (request.isExactly("POST", "20160918", "publicIps", "actions", "getByPrivateIpId")) {
      return Optional.of(at(request.json().get("privateIpId").getAsString()).reply());
    }
    if (request.isExactly("GET", "20160918", "publicIps", "*")) {
      Item ip = ips.get(request.path().get(2));
      look(ip);
      return Optional.of(ip.reply());
    }
    if (request.isExactly("PUT", "20160918", "publicIps", "*")) {
      Item ip = ips.get(request.path().get(2));
      Preconditions.ifMatch(request, ip.etag());
      update(ip, request.json());
      return Optional.of(ip.reply());
    }
    return Optional.empty();
  }

  /** GetPublicIpByPrivateIpId: "If no public IP is assigned, a 404 is returned." */
  private Item at(String privateIp) {
    List<Item> there = holders(privateIp);
    if (there.isEmpty()) {
      throw OciRefusal.notFound("a public IP at " + privateIp);
    }
    return there.getFirst();
  }

  private List<Item> holders(String privateIp) {
    return ips.all(ip -> ip.is(AT, privateIp) && (ip.is(STATE, "ASSIGNED") || isAssigning(ip)));
  }

  private static boolean isAssigning(Item ip) {
    return ip.is(STATE, "ASSIGNING");
  }

  /** "The assignment to the target private IP is asynchronous and could fail silently". */
  private void look(Item ip) {
    boolean unassigning = ip.is(STATE, "UNASSIGNING");
    if (!isAssigning(ip) && !unassigning) {
      return;
    }
    if (looks.merge(ip.id(), 1, Integer::sum) <= looksNeeded) {
      return;
    }
    looks.remove(ip.id());
    String target = ip.text(AT);
    if (unassigning || !privateIps.has(target)) {
      settle(ip, null);
    } else if (silentFailures > 0) {
      silentFailures--;
      settle(ip, null);
    } else {
      settle(ip, target);
    }
  }

  private void update(Item ip, JsonObject details) {
    if (!details.has("privateIpId")) {
      return;
    }
    if (!ip.is("lifetime", "RESERVED")) {
      throw new OciRefusal(400, "InvalidParameter", "an ephemeral public IP cannot be moved");
    }
    if (!ip.is(STATE, "AVAILABLE") && !ip.is(STATE, "ASSIGNED")) {
      throw new OciRefusal(409, "IncorrectState", ip.id() + " is " + ip.text(STATE));
    }
    String target = details.get("privateIpId").getAsString();
    if (target.isEmpty()) {
      if (ip.is(STATE, "ASSIGNED")) {
        ip.set(STATE, "UNASSIGNING");
      }
      return;
    }
    privateIps.related(target);
    if (holders(target).stream().anyMatch(other -> !other.id().equals(ip.id()))) {
      // "If it does, an error is returned": which one, the page does not say.
      throw new OciRefusal(409, "Conflict", target + " already has a public IP");
    }
    ip.set(STATE, "ASSIGNING");
    lead(ip, target);
  }
}
