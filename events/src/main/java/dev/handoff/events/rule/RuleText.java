package dev.handoff.events.rule;

import dev.handoff.events.PlainText;
import dev.handoff.events.spec.Rule;

/**
 * The text of a location rule, close to what {@code pcs constraint location … rule} takes.
 *
 * <pre>{@code
 * rule       = all {"or" all}
 * all        = test {"and" test}
 * test       = "(" rule ")" | presence | comparison | date
 * presence   = ["not"] "defined" attribute | "not_defined" attribute
 * comparison = attribute operator [type] value
 * operator   = "<" | "<=" | "=" | "==" | "!=" | ">" | ">=" | "lt" | "lte" | "eq" | "ne" | "gt" | "gte"
 * type       = "number" | "integer" | "version" | "string"
 * date       = "date" ("<" | "<=" | ">" | ">=") instant | "date" "in_range" instant "to" instant
 * }</pre>
 *
 * <p>{@code and} binds tighter than {@code or}. A value whose type is not said is a number if it is
 * a bare decimal ({@code 1000}, {@code -1.5}), a version if it is bare and has two dots or more
 * ({@code 10.2.1}), and otherwise, or in quotes, a string. An instant has a date, a time and a
 * zone: {@code 2026-12-01T00:00:00Z}. A range includes its first instant and not its last. Keywords
 * and words with blanks are written in single or double quotes, where a backslash keeps the next
 * character.
 */
public final class RuleText {

  private static final int LONGEST = 500;

  private RuleText() {}

  /** What came of reading a rule. */
  public sealed interface Result {}

  /** The text is a rule. */
  public record Read(Rule rule) implements Result {}

  /**
   * The text is not a rule.
   *
   * @param index of the character at which it ceases to be one, from zero to the text's length
   */
  public record Refused(int index, String wrong, String allowed) implements Result {
    public Refused {
      wrong = PlainText.line(wrong, LONGEST);
      allowed = PlainText.line(allowed, LONGEST);
    }
  }

  /** Reads a rule; the same text gives the same rule, whatever the machine's locale or zone. */
  public static Result read(String text) {
    try {
      return new Read(new RuleParser(RuleLexer.tokens(text)).rule());
    } catch (RuleMistake e) {
      return new Refused(e.index(), e.wrong(), e.allowed());
    }
  }

  /**
   * Writes a rule so that {@link #read} gives it back.
   *
   * @throws IllegalArgumentException if an attribute or value in it can be written in no way
   */
  public static String write(Rule rule) {
    return RuleWriter.write(rule);
  }
}
