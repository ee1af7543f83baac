package dev.handoff.beacon.config;

import dev.handoff.events.yaml.SpecProblem;
import java.util.List;

/** What came of reading a configuration. */
public sealed interface ConfigResult {

  record Valid(BeaconConfig config) implements ConfigResult {}

  /**
   * It cannot be used.
   *
   * @param problems at least one, in the order of the file
   */
  record Invalid(List<SpecProblem> problems) implements ConfigResult {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
