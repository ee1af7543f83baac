package dev.handoff.console.story;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts text on lines of a terminal. Picocli's own way breaks words at hyphens, so that names of
 * nodes and options would be cut in two.
 */
public final class Wrapping {

  private Wrapping() {}

  /**
   * Text on lines that are no longer than that, where its words allow: a command or an address is
   * never broken, so that it can be copied.
   *
   * @param margin in front of the first line
   * @param hang in front of each other line
   * @param width in columns
   */
  public static List<String> lines(String margin, String hang, String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(margin);
    boolean fresh = true;
    for (String word : text.split("(?<=\\S) ", -1)) {
      if (!fresh && line.length() + 1 + word.length() > width) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(hang);
        word = word.stripLeading();
        fresh = true;
      }
      line.append(fresh ? "" : " ").append(word);
      fresh = false;
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
