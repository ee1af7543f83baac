package dev.handoff.events.yaml;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions that a spec may hold. */
final class Expressions {

  /** What a message says is allowed. */
  static final String ALLOWED =
      "a regular expression of Java of at most 1000 characters, for example (?i)</ *html *>";

  private static final int LONGEST = 1000;

  private Expressions() {}

  /** What is wrong with an expression, so that no node has to find that out; null: nothing. */
  static @Nullable String mistake(String expression) {
    if (expression.length() > LONGEST) {
      return "a regular expression of " + expression.length() + " characters";
    }
    try {
      Pattern.compile(expression);
      return null;
    } catch (PatternSyntaxException e) {
      String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
      return Problems.quoted(expression)
          + " is not a regular expression: "
          + Problems.quoted(e.getDescription()).replace("'", "")
          + where;
    } catch (StackOverflowError e) {
      return Problems.quoted(expression) + " is a regular expression that is nested too deeply";
    }
  }
}
