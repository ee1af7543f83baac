package dev.handoff.console.status;

import dev.handoff.console.story.Paint;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a screen, with a mark in front that says without any colour how well it is: {@code +}
 * well, {@code ~} on the move, {@code !} look at it, {@code x} broken.
 *
 * @param indent columns in front of the text, beside the mark
 * @param hanging columns in front of what follows where the text is wrapped
 */
record Row(Mark mark, int indent, int hanging, String text) {

  /** How well what a line tells is. */
  enum Mark {
    NONE(' '),
    WELL('+'),
    MOVING('~'),
    LOOK('!'),
    BROKEN('x');

    private final char sign;

    Mark(char sign) {
      this.sign = sign;
    }
  }

  /** A heading. */
  static Row heading(String text) {
    return new Row(Mark.NONE, -1, 2, text);
  }

  /** The row as lines of a screen of that width. */
  List<String> lines(int width, Paint paint) {
    boolean heading = indent < 0;
    String margin = heading ? "" : mark.sign + " " + " ".repeat(indent);
    String blank = " ".repeat(margin.length());
    List<String> lines = new ArrayList<>();
    for (String line : wrap(margin, blank + " ".repeat(hanging), text, width)) {
      boolean first = lines.isEmpty();
      lines.add(
          heading
              ? paint.bold(line)
              : painted(
                  first ? margin : "", first ? line.substring(margin.length()) : line, paint));
    }
    return lines;
  }

  private String painted(String margin, String content, Paint paint) {
    return switch (mark) {
      case NONE -> (margin + content).stripTrailing();
      case WELL -> paint.green(margin) + content;
      case MOVING, LOOK -> paint.yellow(margin + content);
      case BROKEN -> paint.red(margin + content);
    };
  }

  /**
   * Text on lines that are no longer than that, where its words allow.
   *
   * @param margin in front of the first line
   * @param hang in front of each other line
   */
  static List<String> wrap(String margin, String hang, String text, int width) {
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
