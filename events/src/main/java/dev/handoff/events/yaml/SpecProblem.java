package dev.handoff.events.yaml;

import dev.handoff.events.PlainText;
import java.util.Comparator;

/**
 * One thing that is wrong with a file.
 *
 * @param file as the reader was told to call it
 * @param line counted from one
 * @param column in characters, counted from one
 * @param wrong what is wrong, without line breaks or control characters
 * @param allowed what would be right; empty when {@code wrong} says it all
 */
public record SpecProblem(String file, int line, int column, String wrong, String allowed)
    implements Comparable<SpecProblem> {

  private static final Comparator<SpecProblem> BY_PLACE =
      Comparator.comparingInt(SpecProblem::line)
          .thenComparingInt(SpecProblem::column)
          .thenComparing(SpecProblem::wrong)
          .thenComparing(SpecProblem::allowed)
          .thenComparing(SpecProblem::file);

  private static final int LONGEST = 1_000;

  public SpecProblem {
    wrong = PlainText.line(wrong, LONGEST);
    allowed = PlainText.line(allowed, LONGEST);
  }

  @Override
  public int compareTo(SpecProblem other) {
    return BY_PLACE.compare(this, other);
  }

  /** One line for people and editors: {@code file:line:column: what is wrong; what is allowed}. */
  @Override
  public String toString() {
    String head = file + ":" + line + ":" + column + ": " + wrong;
    return allowed.isEmpty() ? head : head + "; " + allowed;
  }
}
