package dev.handoff.events.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Values that readers stumble over. */
public final class Nasty {

  /** As they would stand in JSON or YAML, without quotes. */
  private static final List<String> NUMBERS =
      List.of(
          "1e400",
          "-1e400",
          "1e-400",
          "-0",
          "0.1",
          "1e5",
          "1E999999999",
          "NaN",
          "Infinity",
          "-Infinity",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "2147483647",
          "2147483648",
          "-1",
          "0",
          "007",
          "0x7f",
          "1_000",
          "+1",
          ".5",
          "5.",
          "99999999999999999999999999999999999999999999");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "\n",
          "\r\n",
          "\t",
          "\u001b[31mred\u001b[0m",
          "\u001b]0;title\u0007",
          "\u202egnp.exe",
          "\u2066x\u2069",
          "\u200b",
          "\u2028",
          "\u0085",
          "\u009b31m",
          "\ufeff",
          "\ud800",
          "\udc00x",
          "é💡",
          "null",
          "true",
          "~",
          "%s%n%d",
          "${x}",
          "{{x}}",
          "../../x",
          "PT9223372036854775807S",
          "-PT1S",
          "PT0S",
          "P365000000000D",
          "999999999999d",
          "0s",
          "-1000000000-01-01T00:00:00Z",
          "+1000000000-12-31T23:59:59.999999999Z",
          "1970-01-01T00:00:00Z",
          "INFINITY",
          "-INFINITY",
          "node",
          "n1",
          "type");

  private Nasty() {}

  static String number(SplittableRandom random) {
    return NUMBERS.get(random.nextInt(NUMBERS.size()));
  }

  /** A text, now and then a very long one. */
  static String text(SplittableRandom random) {
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    return switch (random.nextInt(12)) {
      case 0 -> text.repeat(random.nextInt(1, 300));
      case 1 -> Character.toString(random.nextInt(0x20, 0x2fff)).repeat(random.nextInt(1, 20_000));
      case 2 -> text + TEXTS.get(random.nextInt(TEXTS.size()));
      default -> text;
    };
  }

  /** Whether a text can be shown on one line of a terminal or log: nothing in it is obeyed. */
  public static boolean isPlainLine(String text) {
    return text.codePoints().noneMatch(Nasty::isObeyed);
  }

  /** The same for a text of several lines. */
  public static boolean isPlain(String text) {
    return text.codePoints().noneMatch(c -> c != '\n' && isObeyed(c));
  }

  private static boolean isObeyed(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
