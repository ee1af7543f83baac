package dev.handoff.events;

/**
 * Makes text from elsewhere (a node, a cloud, a file) fit to be shown to people and to be kept: on
 * one line, no longer than it may be, and without characters that a terminal would obey or that
 * nobody would see.
 */
public final class PlainText {

  private PlainText() {}

  /**
   * The text on one line: control characters, invisible ones and half characters appear as {@code
   * \\u001b}.
   *
   * @param most how long the result may be; a longer one ends with an ellipsis
   */
  public static String line(String text, int most) {
    if (text.length() <= most && text.codePoints().allMatch(PlainText::isVisible)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      String next = isVisible(c) ? Character.toString(c) : String.format("\\u%04x", c);
      i += Character.charCount(c);
      if (shown.length() + next.length() > (i < text.length() ? most - 1 : most)) {
        return shown.append('…').toString();
      }
      shown.append(next);
    }
    return shown.toString();
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
