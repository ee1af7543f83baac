package dev.handoff.console.conversion;

import java.util.Locale;
import java.util.regex.Pattern;

/** Texts of the configuration as messages and YAML may show them. */
final class Words {

  private static final int LONGEST = 80;
  private static final Pattern SECRET = Pattern.compile(".*(passw|secret|token|key).*");
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/][A-Za-z0-9_./@+-]*(:[A-Za-z0-9_./@+-]+)*");
  private static final Pattern WORD_OF_YAML =
      Pattern.compile("(?i)(y|n|yes|no|true|false|on|off|null)");

  private Words() {}

  /** A value on one line, not too long, and not at all when it is a secret. */
  static String shown(String name, String value) {
    if (SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      return "(not shown)";
    }
    return shortened(value);
  }

  static String shortened(String value) {
    String line = value.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /** A text as YAML takes it for just this text. */
  static String yaml(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORD_OF_YAML.matcher(text).matches();
    return plain ? text : quoted(text);
  }

  /** In double quotes, with everything escaped that is not plainly visible. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
            case '\n' -> quoted.append("\\n");
            case '\t' -> quoted.append("\\t");
            default -> {
              boolean visible = (c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c);
              if (visible) {
                quoted.appendCodePoint(c);
              } else if (c <= 0xffff) {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.append("\\U%08x".formatted(c));
              }
            }
          }
        });
    return quoted.append('"').toString();
  }
}
