package dev.handoff.console.status;

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

  /** The answer as lines for people; the first is the whole of it. */
  public static List<String> lines(Answer answer) {
    List<String> lines = new ArrayList<>(answer.why());
    answer.elsewhere().forEach(line -> lines.add("  " + line));
    if (!answer.movers().isEmpty()) {
      lines.add(answer.belongs() == null ? "What would start it:" : "What would move it:");
      answer.movers().forEach(line -> lines.add("  - " + line));
    }
    lines.add("Scores:");
    int width = answer.scores().stream().mapToInt(line -> line.node().length()).max().orElse(0);
    for (NodeLine line : answer.scores()) {
      String name = line.node() + " ".repeat(width - line.node().length());
      String sum = line.terms().isEmpty() ? "" : " = " + String.join(", ", line.terms());
      lines.add("  " + name + "  " + line.score() + sum + "  (" + line.verdict() + ")");
    }
    return lines;
  }
}
