package dev.handoff.events.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.spec.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Laws over rules drawn from seeds; a failure names the seed that repeats it. */
class RuleTextLawTest {

  private static final int SEEDS = 5000;
  private static final List<String> ATTRIBUTES =
      List.of("ping", "#uname", "zone-1", "a.b", "date", "and", "lt", "string", "_x", "defined");
  private static final List<String> TEXTS =
      List.of("a", "and", "or", "number", "12", "1.2.3", "1.2", "", " ", "it's", "\"", "\\", "a b");
  private static final List<String> NUMBERS = List.of("0", "-1", "+7", "1000000", "3.25");
  private static final List<String> VERSIONS = List.of("1", "1.2", "1.2.3", "10.0.0.1");

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static Rule rule(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 4 : 6)) {
      case 0 -> new Rule.Defined(one(ATTRIBUTES, random));
      case 1 -> new Rule.NotDefined(one(ATTRIBUTES, random));
      case 2 -> comparison(random);
      case 3 -> between(random);
      case 4 -> new Rule.All(several(random, depth));
      default -> new Rule.Any(several(random, depth));
    };
  }

  private static List<Rule> several(Random random, int depth) {
    return IntStream.range(0, 2 + random.nextInt(2))
        .mapToObj(i -> rule(random, depth + 1))
        .toList();
  }

  private static Rule comparison(Random random) {
    Rule.Type type = one(List.of(Rule.Type.values()), random);
    List<String> values =
        switch (type) {
          case STRING -> TEXTS;
          case NUMBER -> NUMBERS;
          case VERSION -> VERSIONS;
        };
    Rule.Operator operator = one(List.of(Rule.Operator.values()), random);
    return new Rule.Compare(one(ATTRIBUTES, random), operator, one(values, random), type);
  }

  private static Rule between(Random random) {
    Instant instant = Instant.EPOCH.plusNanos(random.nextLong());
    return switch (random.nextInt(4)) {
      case 0 -> new Rule.Between(Instant.MIN, instant);
      case 1 -> new Rule.Between(instant, Instant.MAX);
      case 2 -> new Rule.Between(Instant.MIN, Instant.MAX);
      default -> new Rule.Between(instant, instant.plusNanos(1 + random.nextInt(1000)));
    };
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Rule rule = rule(new Random(seed), 0);
      String text = RuleText.write(rule);
      if (text.length() <= RuleLexer.LONGEST) {
        assertEquals(new RuleText.Read(rule), RuleText.read(text), "seed " + seed + ": " + text);
      }
    }
  }

  @Test
  void aDamagedRuleIsAnsweredWithAPlaceInItsText() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(RuleText.write(rule(random, 1)));
      for (int i = 0; i < 2 && !text.isEmpty(); i++) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, one(List.of("(", ")", "<", "\"", "'", " and ", "\\", "💡"), random));
        }
      }
      if (RuleText.read(text.toString()) instanceof RuleText.Refused refused) {
        boolean inside = refused.index() >= 0 && refused.index() <= text.length();
        assertTrue(inside, "seed " + seed + ": " + refused);
      }
    }
  }
}
