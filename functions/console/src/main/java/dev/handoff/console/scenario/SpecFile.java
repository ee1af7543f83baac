package dev.handoff.console.scenario;

import dev.handoff.controller.operation.Admission;
import dev.handoff.events.yaml.Problems;
import dev.handoff.events.yaml.SpecProblem;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import dev.handoff.events.yaml.YamlText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads a spec that may hold variables, and refuses at once what the controller would refuse: a
 * spec may be well written and still be more than any evaluation can bear.
 */
public final class SpecFile {

  private SpecFile() {}

  /** Reads the spec of a file; messages call it by the path as it is given here. */
  public static SpecResult read(Path file, Variables variables) {
    Problems problems = new Problems(file.toString());
    YamlText yaml = new YamlText("cluster spec", problems);
    String text = yaml.load(file);
    String applied = text == null ? "" : variables.applied(text, problems);
    return problems.none()
        ? rehearsed(file, SpecReader.read(file.toString(), applied))
        : new SpecResult.Invalid(problems.sorted());
  }

  /** What was read from a file, held against what the controller would say. */
  static SpecResult rehearsed(Path file, SpecResult result) {
    return switch (result) {
      case SpecResult.Invalid invalid -> invalid;
      case SpecResult.Valid valid -> {
        Optional<String> objection = Admission.objection(valid.spec(), Instant.now());
        yield objection.isEmpty()
            ? valid
            : new SpecResult.Invalid(
                List.of(new SpecProblem(file.toString(), 1, 1, objection.get(), "")));
      }
    };
  }
}
