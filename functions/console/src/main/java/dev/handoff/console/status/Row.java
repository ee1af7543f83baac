package dev.handoff.console.status;

import dev.handoff.console.story.Paint;
import dev.handoff.console.story.Wrapping;
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
    for (String line : Wrapping.lines(margin, blank + " ".repeat(hanging), text, width)) {
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
      case WELL -> (margin.isEmpty() ? "" : paint.green(margin)) + content;
      case MOVING, LOOK -> paint.yellow(margin + content);
      case BROKEN -> paint.red(margin + content);
    };
  }
}
