package dev.handoff.console.scenario;

import dev.handoff.events.yaml.SpecProblem;
import java.util.List;

/** What came of reading a scenario. */
public sealed interface ScenarioResult {

  /**
   * The file can be played.
   *
   * @param warnings a line each: what is legal and still likely not meant
   */
  record Valid(Scenario scenario, List<String> warnings) implements ScenarioResult {
    public Valid {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The file, or the spec that it names, cannot be used.
   *
   * @param problems at least one, in the order of the file
   */
  record Invalid(List<SpecProblem> problems) implements ScenarioResult {
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
