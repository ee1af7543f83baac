package dev.handoff.controller.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Rule.Compare;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Semantics, section 3.2. */
class LocationRuleTest {

  private static boolean holds(Rule rule, Map<String, String> attributes) {
    Candidate node = new Candidate("n1", Candidate.Availability.ONLINE, attributes);
    return RuleTest.holds(rule, node, Scene.NOON);
  }

  /** [E21c] */
  @ParameterizedTest
  @EnumSource(Rule.Operator.class)
  void anAttributeThatIsNotThereIsOnlyEverDifferent(Rule.Operator operator) {
    Rule rule = new Compare("ping", operator, "1000", Rule.Type.NUMBER);

    assertEquals(operator == Rule.Operator.NE, holds(rule, Map.of()));
  }

  @Test
  void tellsWhetherAnAttributeIsThere() {
    assertEquals(true, holds(new Rule.NotDefined("ping"), Map.of()));
    assertEquals(false, holds(new Rule.Defined("ping"), Map.of()));
    assertEquals(true, holds(new Rule.Defined("ping"), Map.of("ping", "0")));
  }

  /** [E21d] */
  @ParameterizedTest
  @CsvSource({
    "NUMBER, 200, LT, 1000, true",
    "STRING, 200, LT, 1000, false",
    "NUMBER, 1000, LT, 1000, false",
    "NUMBER, 1000, LTE, 1000.0, true",
    "NUMBER, 1000, GTE, 1000, true",
    "NUMBER, 1000, GT, 1000, false",
    "NUMBER, 1e3, EQ, 1000, true",
    "NUMBER, 99999999999999999999, GT, 1, true",
    "NUMBER, '', LT, 1, true",
    "NUMBER, 1/2, EQ, 1/2, true",
    "NUMBER, 1:2, EQ, 1:2, true",
    "NUMBER, -5, LT, 0, true",
    "NUMBER, many, EQ, MANY, true",
    "STRING, A, EQ, a, true",
    "STRING, b, GT, A, true",
    "STRING, a, NE, b, true",
    "VERSION, 1.10, GT, 1.9, true",
    "VERSION, 2, EQ, 2.0, true",
    "VERSION, 1.2.3, GTE, 1.2, true"
  })
  void comparesByTheType(
      Rule.Type type, String value, Rule.Operator operator, String other, boolean holds) {
    Rule rule = new Compare("x", operator, other, type);

    assertEquals(holds, holds(rule, Map.of("x", value)));
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, true", "59, true", "60, false"})
  void aPeriodIncludesItsBeginningAndNotItsEnd(long seconds, boolean holds) {
    Instant from = Scene.NOON.minusSeconds(seconds);

    assertEquals(holds, holds(new Rule.Between(from, from.plusSeconds(60)), Map.of()));
  }

  @Test
  void joinsPartsByAndAndOr() {
    Rule yes = new Rule.NotDefined("x");
    Rule no = new Rule.Defined("x");

    assertEquals(true, holds(new Rule.All(List.of(yes, yes)), Map.of()));
    assertEquals(false, holds(new Rule.All(List.of(yes, no)), Map.of()));
    assertEquals(false, holds(new Rule.All(List.of(no, yes)), Map.of()));
    assertEquals(true, holds(new Rule.Any(List.of(no, yes)), Map.of()));
  }

  /** [E21, E21b] */
  @ParameterizedTest
  @CsvSource({"1000, 1000, n1", "0, 1000, n2", "1000, 0, n1", "0, 0, -"})
  void losingTheGatewayMovesTheResourceAndLosingItEverywhereStopsIt(
      String onN1, String onN2, String node) {
    Rule unreachable =
        new Rule.Any(
            List.of(
                new Rule.NotDefined("ping"),
                new Compare("ping", Rule.Operator.LT, "1000", Rule.Type.NUMBER)));
    Scene scene =
        Scene.with("n1", "n2")
            .resource("r")
            .on("n1", "r")
            .sticky(1_000_000, "r")
            .attribute("n1", "ping", onN1)
            .attribute("n2", "ping", onN2)
            .rule("r", unreachable, -1_000_000);

    assertEquals(node, scene.placed("r"));
  }

  @Test
  void rulesKnowTheNameOfTheNode() {
    Rule rule = new Compare("#uname", Rule.Operator.EQ, "n2", Rule.Type.STRING);

    assertEquals("n2", Scene.with("n1", "n2").resource("r").rule("r", rule, 5).placed("r"));
  }
}
