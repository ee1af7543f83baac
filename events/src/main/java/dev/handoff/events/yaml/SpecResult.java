package dev.handoff.events.yaml;

import dev.handoff.events.spec.ClusterSpec;
import java.util.List;

/** What came of reading a spec. */
public sealed interface SpecResult {

  /**
   * The file is a spec.
   *
   * @param warnings a line each: what is legal and still likely not meant
   */
  record Valid(ClusterSpec spec, List<String> warnings) implements SpecResult {
    public Valid {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The file is not a spec.
   *
   * @param problems all that was found, at least one, in the order of the file
   */
  record Invalid(List<SpecProblem> problems) implements SpecResult {
    public Invalid {
      problems = List.copyOf(problems);
    }

    /** Every problem on a line of its own. */
    @Override
    public String toString() {
      return String.join("\n", problems.stream().map(SpecProblem::toString).toList());
    }
  }
}
