package dev.handoff.console.status;

import dev.handoff.console.story.Paint;
import dev.handoff.console.story.Wrapping;
import dev.handoff.controller.answer.Answer;
import dev.handoff.controller.answer.Answer.NodeLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Says why a group is where it is, why not elsewhere, and what would move it; then what each node
 * is worth to it.
 */
public final class ExplanationText {

  private ExplanationText() {}

  /** The answer as lines for people, as wide as they are; the first is the whole of it. */
  public static List<String> lines(Answer answer) {
    return lines(answer, Integer.MAX_VALUE / 2, new Paint(false));
  }

  /**
   * The answer as lines for people; the first is the whole of it.
   *
   * @param columns of the screen; longer lines are wrapped
   */
  public static List<String> lines(Answer answer, int columns, Paint paint) {
    List<String> lines = new ArrayList<>();
    answer.why().forEach(line -> lines.addAll(wrapped("", line, columns)));
    lines.set(0, paint.bold(lines.getFirst()));
    answer.elsewhere().forEach(line -> lines.addAll(wrapped("  ", line, columns)));
    if (!answer.movers().isEmpty()) {
      lines.add(
          paint.bold(answer.belongs() == null ? "What would start it:" : "What would move it:"));
      answer.movers().forEach(line -> lines.addAll(wrapped("  - ", line, columns)));
    }
    lines.add(paint.bold("Scores:"));
    int width = answer.scores().stream().mapToInt(line -> line.node().length()).max().orElse(0);
    for (NodeLine line : answer.scores()) {
      String name = line.node() + " ".repeat(width - line.node().length());
      String sum = line.terms().isEmpty() ? "" : " = " + String.join(", ", line.terms());
      lines.addAll(
          wrapped("  ", name + "  " + line.score() + sum + "  (" + line.verdict() + ")", columns));
    }
    return lines;
  }

  private static List<String> wrapped(String margin, String text, int columns) {
    return Wrapping.lines(
        margin, margin.isEmpty() ? "  " : " ".repeat(margin.length() + 2), text, columns);
  }
}
