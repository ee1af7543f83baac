package dev.handoff.events.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.Cause;
import dev.handoff.events.GroupReport;
import dev.handoff.events.Hold;
import dev.handoff.events.Lifetime;
import dev.handoff.events.MissedBeat;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.Order;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Score;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  private static <T> String refusal(String json, Class<T> type) {
    MalformedEvent refused = assertThrows(MalformedEvent.class, () -> Json.read(json, type));
    return String.valueOf(refused.getMessage());
  }

  @Test
  void spellsNamesInKebabCaseAndTimesInIso8601() {
    assertEquals(
        "{\"node\":\"b\",\"boot\":\"x\",\"sequence\":7,\"silentFor\":\"PT2.5S\"}",
        Json.write(new MissedBeat("b", "x", 7, Duration.ofMillis(2500))));
    assertEquals(
        "{\"group\":\"web\",\"epoch\":3,\"progress\":\"stop-failed\"}",
        Json.write(new GroupReport("web", 3, GroupReport.Progress.STOP_FAILED)));
  }

  @Test
  void leavesOutWhatIsNull() {
    assertEquals(
        "{\"type\":\"move\",\"group\":\"web\"}",
        Json.write(new OperatorCommand.Move("web", null, null), OperatorCommand.class));
  }

  @Test
  void readsLifetimesOfEarlierVersionsAndForever() throws MalformedEvent {
    String json = "{\"type\":\"ban\",\"group\":\"web\",\"lifetime\":\"PT30M\"}";
    OperatorCommand half =
        new OperatorCommand.Ban("web", null, Lifetime.of(Duration.ofMinutes(30)));
    OperatorCommand forever = new OperatorCommand.Ban("web", null, Lifetime.FOREVER);

    assertEquals(half, Json.read(json, OperatorCommand.class));
    assertEquals(json, Json.write(half, OperatorCommand.class));
    assertEquals(forever, Json.read(json.replace("PT30M", "forever"), OperatorCommand.class));
    for (String wrong : List.of("for ever", "PT0S", "PT-5M", "PT999999999H")) {
      refusal(json.replace("PT30M", wrong), OperatorCommand.class);
    }
  }

  @Test
  void readsADestroyOfEarlierVersions() throws MalformedEvent {
    assertEquals(
        new OperatorCommand.Destroy(), Json.read("{\"type\":\"destroy\"}", OperatorCommand.class));
  }

  @Test
  void leavesOutEmptyListsAndMapsAndReadsThemBack() throws MalformedEvent {
    Order order = new Order("web", 3, Role.STANDBY, Map.of());
    String json = "{\"group\":\"web\",\"epoch\":3,\"role\":\"standby\"}";
    assertEquals(json, Json.write(order));
    assertEquals(order, Json.read(json, Order.class));
    refusal(json.replace("}", ",\"forgiven\":null}"), Order.class);
  }

  @Test
  void writesScoresAsTheSpecDoes() {
    assertEquals(
        "{\"type\":\"on-node\",\"group\":\"g\",\"node\":\"a\",\"score\":\"-INFINITY\"}",
        Json.write(new Constraint.OnNode("g", "a", Score.MINUS_INFINITY), Constraint.class));
  }

  @Test
  void keepsTheVariantApartFromTheTypeOfAValue() {
    assertEquals(
        "{\"type\":\"compare\",\"attribute\":\"ping\",\"operator\":\"lt\","
            + "\"value\":\"9\",\"valueType\":\"number\"}",
        Json.write(new Rule.Compare("ping", Rule.Operator.LT, "9", Rule.Type.NUMBER), Rule.class));
  }

  @Test
  void mapsHaveOneOrder() {
    Order order = new Order("g", 1, Role.ACTIVE, Map.of("b", 2L, "a", 1L, "c", 3L));
    assertTrue(Json.write(order).contains("{\"a\":1,\"b\":2,\"c\":3}"));
  }

  @Test
  void aMissingNumberIsNotZero() {
    assertEquals(
        "not a GroupReport: nothing where something must be at $.epoch",
        refusal("{\"group\":\"web\",\"progress\":\"active\"}", GroupReport.class));
  }

  @Test
  void aMissingTruthValueIsNotFalse() {
    assertEquals(
        "not a OperatorCommand: nothing where something must be at $.on",
        refusal("{\"type\":\"maintenance\"}", OperatorCommand.class));
  }

  @Test
  void nullIsAsGoodAsMissing() throws MalformedEvent {
    assertEquals(
        new OperatorCommand.Clear("g", null),
        Json.read("{\"type\":\"clear\",\"group\":\"g\",\"node\":null}", OperatorCommand.class));
    refusal("{\"type\":\"clear\",\"group\":null}", OperatorCommand.class);
  }

  @Test
  void nullsInListsAndMapsAreRefused() {
    String order = "{\"group\":\"g\",\"epoch\":1,\"role\":\"active\",\"forgiven\":{\"x\":null}}";
    assertEquals("not a Order: null among the elements at $.forgiven", refusal(order, Order.class));
    String rule = "{\"type\":\"all\",\"rules\":[null]}";
    assertEquals("not a Rule: null among the elements at $.rules", refusal(rule, Rule.class));
  }

  @Test
  void namesThePlaceDeepInsideAnEvent() {
    String rule =
        "{\"type\":\"all\",\"rules\":[{\"type\":\"defined\",\"attribute\":\"a\"},"
            + "{\"type\":\"any\",\"rules\":[{\"type\":\"defined\",\"attribute\":7}]}]}";
    assertEquals(
        "not a Rule: a text was expected, not NUMBER at $.rules[1].rules[0].attribute",
        refusal(rule, Rule.class));
  }

  @Test
  void anUnknownConstantIsRefusedWithTheKnownOnes() {
    assertEquals(
        "not a Order: 'master' is none of [active, standby] at $.role",
        refusal("{\"group\":\"g\",\"epoch\":1,\"role\":\"master\",\"forgiven\":{}}", Order.class));
  }

  @Test
  void anUnknownVariantIsRefusedWithTheKnownOnes() {
    String refused = refusal("{\"type\":\"bored\"}", Hold.class);
    assertTrue(refused.startsWith("not a Hold: \"bored\" is none of [all-silent, "), refused);
    assertTrue(refused.endsWith(" at $"), refused);
  }

  @Test
  void aVariantWithoutItsNameIsRefused() {
    refusal("{}", Cause.class);
    refusal("{\"type\":{}}", Cause.class);
    refusal("[]", Cause.class);
  }

  @Test
  void aNumberThatIsNotWholeOrTooLargeIsRefused() {
    String head = "{\"type\":\"parked\",\"until\":\"2026-01-01T00:00:00Z\",\"moves\":";
    refusal(head + "1.5}", Hold.class);
    refusal(head + "3000000000}", Hold.class);
    refusal(head + "\"3\"}", Hold.class);
    refusal(head + "1e999999999}", Hold.class);
  }

  @Test
  void aTimeThatIsNoneIsRefusedWithItsText() {
    assertEquals(
        "not a Hold: 'soon' cannot be read at $.until",
        refusal("{\"type\":\"parked\",\"moves\":1,\"until\":\"soon\"}", Hold.class));
  }

  @Test
  void whatARecordItselfRefusesIsRefusedInItsWords() {
    assertEquals(
        "not a Rule: a rule that joins no rules at $",
        refusal("{\"type\":\"any\",\"rules\":[]}", Rule.class));
  }

  @Test
  void textThatIsNotOneJsonObjectIsRefused() {
    refusal("", Order.class);
    refusal("null", Order.class);
    refusal("[]", Order.class);
    refusal("{\"group\"", Order.class);
    refusal("{\"type\":\"all-silent\"} {}", Hold.class);
    refusal("{type:'all-silent'}", Hold.class);
  }

  @Test
  void deepNestingIsRefusedBeforeItHurts() {
    String open = "{\"type\":\"all\",\"rules\":[".repeat(20_000);
    refusal(open, Rule.class);
    refusal("[".repeat(500_000), Rule.class);
    refusal("{\"type\":\"defined\",\"x\":" + "[".repeat(500_000), Rule.class);
  }

  @Test
  void anOversizedTextIsRefusedUnread() {
    String refused = refusal(" ".repeat((1 << 20) + 1), Rule.class);
    assertEquals("not a Rule: 1048577 characters, at most 1048576", refused);
  }
}
