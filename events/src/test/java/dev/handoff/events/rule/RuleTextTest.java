package dev.handoff.events.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.spec.Rule;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTextTest {

  private static final Rule A = new Rule.Defined("a");
  private static final Rule B = new Rule.Defined("b");
  private static final Rule C = new Rule.NotDefined("c");
  private static final Instant DAY = Instant.parse("2026-12-01T00:00:00Z");

  private static Rule read(String text) {
    RuleText.Result result = RuleText.read(text);
    return assertInstanceOf(RuleText.Read.class, result, result::toString).rule();
  }

  private static RuleText.Refused refusal(String text) {
    return assertInstanceOf(RuleText.Refused.class, RuleText.read(text));
  }

  @Test
  void readsThePingRule() {
    assertEquals(
        new Rule.Any(
            List.of(
                new Rule.NotDefined("ping"),
                new Rule.Compare("ping", Rule.Operator.LT, "1000", Rule.Type.NUMBER))),
        read("not defined ping or ping < 1000"));
  }

  @Test
  void andBindsTighterThanOr() {
    assertEquals(
        new Rule.Any(List.of(A, new Rule.All(List.of(B, C)))),
        read("defined a or defined b and not_defined c"));
  }

  @Test
  void parenthesesBindTightest() {
    assertEquals(
        new Rule.All(List.of(new Rule.Any(List.of(A, B)), C)),
        read("(defined a or defined b) and (not defined c)"));
  }

  @ParameterizedTest
  @CsvSource({
    "<, LT",
    "lt, LT",
    "<=, LTE",
    "lte, LTE",
    "=, EQ",
    "==, EQ",
    "eq, EQ",
    "!=, NE",
    "ne, NE",
    ">=, GTE",
    "gte, GTE",
    ">, GT",
    "gt, GT"
  })
  void operatorsAreSignsOrWords(String text, Rule.Operator operator) {
    assertEquals(
        new Rule.Compare("zone", operator, "a", Rule.Type.STRING), read("zone " + text + " a"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "1000, 1000, NUMBER",
        "-1.5, -1.5, NUMBER",
        "+3, +3, NUMBER",
        "number 7, 7, NUMBER",
        "integer 7, 7, NUMBER",
        "10.2.1, 10.2.1, VERSION",
        "version 10.2, 10.2, VERSION",
        "string 1000, 1000, STRING",
        "\"1000\", 1000, STRING",
        "'two words', two words, STRING",
        "eu-west-1a, eu-west-1a, STRING",
        "1.2.x, 1.2.x, STRING",
        "string, string, STRING",
        "\"say \\\"hi\\\" \\\\\", say \"hi\" \\, STRING",
        "'', ``, STRING",
      })
  void valuesHaveTheTypeThatTheyLookLikeOrThatIsSaid(String text, String value, Rule.Type type) {
    assertEquals(new Rule.Compare("x", Rule.Operator.EQ, value, type), read("x = " + text));
  }

  @Test
  void blanksAroundSignsDoNotMatter() {
    assertEquals(read("a < 3 and (b != x)"), read("  a<3\n\tand(b!=x)"));
  }

  @Test
  void keywordsInQuotesAreNames() {
    assertEquals(
        new Rule.Compare("date", Rule.Operator.EQ, "and", Rule.Type.STRING),
        read("\"date\" eq 'and'"));
  }

  @Test
  void datesAreHalfOpenRanges() {
    assertEquals(new Rule.Between(Instant.MIN, DAY), read("date < 2026-12-01T00:00:00Z"));
    assertEquals(new Rule.Between(DAY, Instant.MAX), read("date gte 2026-12-01T01:00:00+01:00"));
    assertEquals(
        new Rule.Between(Instant.MIN, DAY.plusNanos(1)), read("date <= 2026-12-01T00:00:00Z"));
    assertEquals(
        new Rule.Between(DAY.plusNanos(1), Instant.MAX), read("date > 2026-12-01T00:00:00Z"));
    assertEquals(
        new Rule.Between(DAY, DAY.plusSeconds(60)),
        read("date in_range 2026-12-01T00:00:00Z to 2026-12-01T00:01:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``, 0",
        "defined, 7",
        "defined a b, 10",
        "defined a and, 13",
        "defined a or or defined b, 13",
        "a, 1",
        "a <, 3",
        "a <> 3, 2",
        "10 < a, 0",
        "a < and, 4",
        "not a, 4",
        "not (defined a), 4",
        "(defined a, 10",
        "defined a), 9",
        "a = \"open, 4",
        "a = number x, 11",
        "a = version 1.x, 12",
        "date < tomorrow, 7",
        "date < 2026-12-01, 7",
        "date != 2026-12-01T00:00:00Z, 5",
        "date in_range 2026-12-01T00:00:00Z, 34",
        "defined 1a, 8",
        "and, 0",
      })
  void mistakesAreFoundWhereTheyAre(String text, int index) {
    assertEquals(index, refusal(text).index(), () -> refusal(text).toString());
  }

  @Test
  void anEmptyRangeIsRefused() {
    String text = "date in_range 2026-12-01T00:00:00Z to 2026-12-01T00:00:00Z";
    assertEquals(14, refusal(text).index());
  }

  @Test
  void deepParenthesesAreRefused() {
    String deep = "(".repeat(17) + "defined a" + ")".repeat(17);
    assertEquals(16, refusal(deep).index());
    assertEquals(A, read(deep.substring(1, deep.length() - 1)));
  }

  @Test
  void aVeryLongRuleIsRefused() {
    assertTrue(refusal("defined a or ".repeat(100)).wrong().contains("1300 characters"));
  }

  @Test
  void whatCannotBeWrittenIsNotWritten() {
    assertThrows(
        IllegalArgumentException.class, () -> RuleText.write(new Rule.Defined("two words")));
    assertThrows(
        IllegalArgumentException.class,
        () -> RuleText.write(new Rule.Compare("a", Rule.Operator.LT, "b", Rule.Type.NUMBER)));
    assertThrows(
        IllegalArgumentException.class,
        () -> RuleText.write(new Rule.Compare("a", Rule.Operator.LT, "b", Rule.Type.VERSION)));
  }

  @Test
  void writesAsPeopleDo() {
    String text = "not defined ping or ping < 1000 and (zone = a or date < 2026-12-01T00:00:00Z)";
    assertEquals(text, RuleText.write(read(text)));
  }
}
