package dev.handoff.oci.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.bmc.core.model.RouteRule;
import com.oracle.bmc.core.model.RouteRule.DestinationType;
import com.oracle.bmc.core.model.RouteRule.RouteType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RouteRulesTest {

  private static final String OURS = "10.9.0.0/16";
  private static final List<String> DESTINATIONS =
      List.of(OURS, "0.0.0.0/0", "10.0.0.0/8", "oci-fra-objectstorage", "2001:db8::/64");

  /** Some rules, each destination at most once, as OCI allows it. */
  private static List<RouteRule> rules(Random random) {
    List<RouteRule> rules = new ArrayList<>();
    for (String destination : DESTINATIONS) {
      if (random.nextBoolean()) {
        RouteRule.Builder rule =
            RouteRule.builder()
                .destination(destination)
                .networkEntityId("ocid1.privateip." + random.nextInt(3))
                .destinationType(
                    destination.startsWith("oci")
                        ? DestinationType.ServiceCidrBlock
                        : DestinationType.CidrBlock);
        if (random.nextBoolean()) {
          rule.description("of somebody");
        }
        if (random.nextBoolean()) {
          rule.routeType(RouteType.Static);
        }
        rules.add(random.nextInt(rules.size() + 1), rule.build());
      }
    }
    return rules;
  }

  @Test
  void oneRuleChangesAndAllOthersAreTheSameInTheSameOrder() {
    for (int seed = 0; seed < 500; seed++) {
      List<RouteRule> before = rules(new Random(seed));

      List<RouteRule> after = RouteRules.leading(before, OURS, "ocid1.privateip.new");

      assertEquals(others(before), others(after), "seed " + seed);
      assertEquals(
          "ocid1.privateip.new",
          RouteRules.rule(after, OURS).orElseThrow().getNetworkEntityId(),
          "seed " + seed);
      boolean wasThere = RouteRules.rule(before, OURS).isPresent();
      assertEquals(before.size() + (wasThere ? 0 : 1), after.size(), "seed " + seed);
      assertEquals(others(before), RouteRules.without(before, OURS), "seed " + seed);
    }
  }

  private static List<RouteRule> others(List<RouteRule> rules) {
    return rules.stream().filter(rule -> !OURS.equals(rule.getDestination())).toList();
  }

  @Test
  void aRuleThatIsLedElsewhereKeepsAllElse() {
    RouteRule rule =
        RouteRule.builder()
            .destination(OURS)
            .destinationType(DestinationType.CidrBlock)
            .networkEntityId("old")
            .description("front")
            .routeType(RouteType.Static)
            .build();

    assertEquals(
        List.of(rule.toBuilder().networkEntityId("new").build()),
        RouteRules.leading(List.of(rule), OURS, "new"));
  }

  @Test
  void aRuleUnderTheDeprecatedNameIsFoundAndKeepsIt() {
    RouteRule old = RouteRule.builder().cidrBlock(OURS).networkEntityId("old").build();

    assertEquals(
        List.of(RouteRule.builder().cidrBlock(OURS).networkEntityId("new").build()),
        RouteRules.leading(List.of(old), OURS, "new"));
  }

  @Test
  void whatOciHasAddedAndServicesAreNotTaken() {
    RouteRule local =
        RouteRule.builder()
            .destination(OURS)
            .networkEntityId("old")
            .routeType(RouteType.Local)
            .build();
    RouteRule service =
        RouteRule.builder()
            .destination(OURS)
            .networkEntityId("old")
            .destinationType(DestinationType.ServiceCidrBlock)
            .build();

    assertTrue(RouteRules.rule(List.of(local, service), OURS).isEmpty());
    assertEquals(List.of(local, service), RouteRules.without(List.of(local, service), OURS));
  }
}
