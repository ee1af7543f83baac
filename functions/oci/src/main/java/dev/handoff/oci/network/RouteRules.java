package dev.handoff.oci.network;

import com.oracle.bmc.core.model.RouteRule;
import com.oracle.bmc.core.model.RouteRule.DestinationType;
import com.oracle.bmc.core.model.RouteRule.RouteType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Edits the rules of a route table, which can only be put back all together: every rule but one
 * stays as it was. Source: RouteRule and UpdateRouteTable,
 * docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/RouteTable/UpdateRouteTable.
 */
final class RouteRules {

  private RouteRules() {}

  /** The rule for exactly this destination; what OCI itself has added is none. */
  static Optional<RouteRule> rule(List<RouteRule> rules, String destination) {
    return rules.stream().filter(rule -> isFor(rule, destination)).findFirst();
  }

  private static boolean isFor(RouteRule rule, String destination) {
    String shown = rule.getDestination() == null ? rule.getCidrBlock() : rule.getDestination();
    return destination.equalsIgnoreCase(shown)
        && rule.getDestinationType() != DestinationType.ServiceCidrBlock
        && rule.getRouteType() != RouteType.Local;
  }

  /** The same rules with this destination led to a target, by a new rule if there is none. */
  static List<RouteRule> leading(List<RouteRule> rules, String destination, String target) {
    List<RouteRule> edited = new ArrayList<>();
    boolean found = false;
    for (RouteRule rule : rules) {
      boolean theOne = !found && isFor(rule, destination);
      found |= theOne;
      RouteRule kept = accepted(rule);
      edited.add(theOne ? kept.toBuilder().networkEntityId(target).build() : kept);
    }
    if (!found) {
      edited.add(
          RouteRule.builder()
              .destination(destination)
              .destinationType(DestinationType.CidrBlock)
              .networkEntityId(target)
              .build());
    }
    return edited;
  }

  /** The same rules without that for a destination. */
  static List<RouteRule> without(List<RouteRule> rules, String destination) {
    return rules.stream()
        .filter(rule -> !isFor(rule, destination))
        .map(RouteRules::accepted)
        .toList();
  }

  /**
   * A rule as OCI takes it back: of the deprecated name of the destination and the new one, it
   * answers with both and accepts only one.
   */
  private static RouteRule accepted(RouteRule rule) {
    if (rule.getCidrBlock() == null || rule.getDestination() == null) {
      return rule;
    }
    RouteRule.Builder kept = RouteRule.builder().destination(rule.getDestination());
    if (rule.getDestinationType() != null) {
      kept.destinationType(rule.getDestinationType());
    }
    if (rule.getDescription() != null) {
      kept.description(rule.getDescription());
    }
    if (rule.getRouteType() != null) {
      kept.routeType(rule.getRouteType());
    }
    return kept.networkEntityId(rule.getNetworkEntityId()).build();
  }

  /** A rule of a kind that is newer than this program, and that it could not put back. */
  static Optional<RouteRule> unknown(List<RouteRule> rules) {
    return rules.stream()
        .filter(rule ->
            rule.getDestinationType() == DestinationType.UnknownEnumValue
                || rule.getRouteType() == RouteType.UnknownEnumValue)
        .findFirst();
  }
}
