package dev.handoff.console.conversion;

import java.util.ArrayList;
import java.util.List;

/** Writes a spec, and remembers on which lines something has to be filled in. */
final class SpecText {

  private static final int COMMENT_COLUMN = 44;

  private final StringBuilder text = new StringBuilder();
  private final List<FillIn> fillIns = new ArrayList<>();
  private int lines;

  /** A line on which the operator must replace a placeholder. */
  record FillIn(int line, String what) {}

  void comment(String words) {
    line(words.isEmpty() ? "" : "# " + words);
  }

  void blank() {
    line("");
  }

  void heading(String key) {
    line(key + ":");
  }

  void item(String yaml) {
    line("  - " + yaml);
  }

  void fields(int depth, List<Field> fields) {
    for (Field field : fields) {
      field(depth, field);
    }
  }

  void field(int depth, Field field) {
    String start = "  ".repeat(depth) + Words.yaml(field.key()) + ":";
    String fillIn = field.fillIn();
    String bare = field.yaml().isEmpty() ? start : start + " " + field.yaml();
    if (fillIn == null) {
      line(bare);
    } else {
      String gap = " ".repeat(Math.max(2, COMMENT_COLUMN - bare.length()));
      line(bare + gap + "# fill in: " + fillIn);
      fillIns.add(new FillIn(lines, fillIn));
    }
    fields(depth + 1, field.inner());
  }

  private void line(String line) {
    text.append(line).append('\n');
    lines++;
  }

  boolean isEmpty() {
    return lines == 0;
  }

  List<FillIn> fillIns() {
    return List.copyOf(fillIns);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
