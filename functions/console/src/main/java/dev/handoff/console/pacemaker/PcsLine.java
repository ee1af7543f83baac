package dev.handoff.console.pacemaker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A line of what {@code pcs config} prints, with the lines that are indented more.
 *
 * @param text without the blanks around it
 * @param indent blanks before it
 */
record PcsLine(String text, int indent, int line, List<PcsLine> children) {

  /** Nobody nests rules that deep; a recursion must not be led further. */
  private static final int DEEPEST = 24;

  /** The lines that are not indented. */
  static List<PcsLine> outline(String text) throws Malformed {
    List<PcsLine> top = new ArrayList<>();
    Deque<PcsLine> open = new ArrayDeque<>();
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String stripped = raw.strip();
      if (stripped.isEmpty()) {
        continue;
      }
      int indent = raw.indexOf(stripped.charAt(0));
      PcsLine line = new PcsLine(stripped, indent, number, new ArrayList<>());
      while (!open.isEmpty() && open.element().indent >= indent) {
        open.pop();
      }
      if (open.size() >= DEEPEST) {
        throw new Malformed(number, indent + 1, "indented deeper than anything of pcs");
      }
      (open.isEmpty() ? top : open.element().children).add(line);
      open.push(line);
    }
    return top;
  }

  /** What stands before the first colon, or all. */
  String label() {
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  /** What stands behind the first colon, or nothing. */
  String rest() {
    int colon = text.indexOf(':');
    return colon < 0 ? "" : text.substring(colon + 1).strip();
  }

  Malformed misplaced(String expected) {
    return new Malformed(
        line, indent + 1, "'" + Texts.shortened(text) + "' where " + expected + " is expected");
  }
}
