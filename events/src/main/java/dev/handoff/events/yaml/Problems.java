package dev.handoff.events.yaml;

import dev.handoff.events.PlainText;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file. */
public final class Problems {

  /** Enough for anyone to see the pattern; a hostile file shall not fill a terminal. */
  private static final int MOST = 100;

  private static final int LONGEST_QUOTE = 60;

  private final String file;
  private String source = "";
  private final List<SpecProblem> problems = new ArrayList<>();
  private final List<SpecProblem> warnings = new ArrayList<>();

  /**
   * Begins with nothing wrong.
   *
   * @param file what messages call it
   */
  public Problems(String file) {
    this.file = file;
  }

  /** The text of the file, for those who look for a place that no node marks. */
  void setSource(String text) {
    source = text;
  }

  String source() {
    return source;
  }

  /** Notes a problem; see {@link SpecProblem} for the two texts. */
  public void add(Place place, String wrong, String allowed) {
    if (problems.size() < MOST) {
      problems.add(new SpecProblem(file, place.line(), place.column(), wrong, allowed));
    }
  }

  void warn(Place place, String what) {
    if (warnings.size() < MOST) {
      warnings.add(new SpecProblem(file, place.line(), place.column(), "warning: " + what, ""));
    }
  }

  /** Whether nothing is wrong so far. */
  public boolean none() {
    return problems.isEmpty();
  }

  boolean full() {
    return problems.size() >= MOST;
  }

  /** All problems, in the order of the file. */
  public List<SpecProblem> sorted() {
    return problems.stream().sorted().distinct().toList();
  }

  /** All warnings, a line each, in the order of the file. */
  public List<String> warnings() {
    return warnings.stream().sorted().distinct().map(SpecProblem::toString).toList();
  }

  /**
   * Text of the file as a message may show it: in single quotes, on one line, not too long, and
   * without characters that a terminal would obey.
   */
  public static String quoted(String text) {
    return "'" + PlainText.line(text, LONGEST_QUOTE + 1) + "'";
  }
}
