package dev.handoff.oci.local;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Route tables. Source: UpdateRouteTable and RouteRule
 * (docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/RouteTable/UpdateRouteTable, …/RouteRule/).
 */
final class VcnRouteTables {

  private static final String RULES = "routeRules";

  private final Items privateIps;
  final Items tables = new Items();

  VcnRouteTables(Items privateIps) {
    this.privateIps = privateIps;
  }

  Item add(List<JsonObject> rules) {
    return tables.add(
        Item.of("routetable").set("lifecycleState", "AVAILABLE").set(RULES, List.copyOf(rules)));
  }

  Optional<OciReply> answer(OciRequest request) {
    if (!request.isExactly(request.method(), "20160918", "routeTables", "*")) {
      return Optional.empty();
    }
    Item table = tables.get(request.path().get(2));
    if (request.method().equals("GET")) {
      return Optional.of(table.reply());
    }
    if (!request.method().equals("PUT")) {
      return Optional.empty();
    }
    Preconditions.ifMatch(request, table.etag());
    JsonElement rules = request.json().get(RULES);
    if (rules != null) {
      // "The routeRules object you provide replaces the entire existing set of rules."
      table.set(RULES, accepted(rules.getAsJsonArray()));
    }
    return Optional.of(table.reply());
  }

  private List<JsonObject> accepted(JsonArray rules) {
    Set<String> destinations = new HashSet<>();
    List<JsonObject> all = new ArrayList<>();
    for (JsonElement element : rules) {
      JsonObject rule = element.getAsJsonObject();
      if (rule.has("cidrBlock") && rule.has("destination")) {
        // "Requests that include both cidrBlock and destination will be rejected."
        throw new OciRefusal(400, "InvalidParameter", "both cidrBlock and destination: " + rule);
      }
      String destination =
          rule.get(rule.has("destination") ? "destination" : "cidrBlock").getAsString();
      if (!destinations.add(destination)) {
        throw new OciRefusal(400, "InvalidParameter", "twice the destination " + destination);
      }
      target(rule.get("networkEntityId").getAsString(), destination);
      all.add(rule);
    }
    return List.copyOf(all);
  }

  /** "If you set this to an IPv6 prefix, the target can only be a DRG or internet gateway." */
  private void target(String target, String destination) {
    if (target.startsWith("ocid1.privateip.")) {
      privateIps.related(target);
      if (destination.contains(":")) {
        throw new OciRefusal(400, "InvalidParameter", destination + " cannot lead to a private IP");
      }
    }
  }
}
