package dev.handoff.console.status;

import dev.handoff.controller.placement.Explanation;
import dev.handoff.controller.placement.Explanation.NodeScore;
import java.util.ArrayList;
import java.util.List;

/** Says why a group is where it is: each node's score, what it is made of, and what came of it. */
public final class ExplanationText {

  private ExplanationText() {}

  /** The explanation as lines for people; the first is the whole answer. */
  public static List<String> lines(Explanation explanation) {
    List<String> lines = new ArrayList<>();
    Explanation.MemberExplanation whole = explanation.whole();
    lines.add(
        whole.node() == null
            ? explanation.unit() + " may not run as a whole on any node"
            : explanation.unit() + " belongs on " + whole.node());
    int width = whole.nodes().stream().mapToInt(score -> score.node().length()).max().orElse(0);
    for (NodeScore score : whole.nodes()) {
      String name = score.node() + " ".repeat(width - score.node().length());
      lines.add("  " + name + "  " + score.verdict().words());
      if (!score.terms().isEmpty()) {
        lines.add("  " + " ".repeat(width) + "  score " + score.words());
      }
    }
    return lines;
  }
}
