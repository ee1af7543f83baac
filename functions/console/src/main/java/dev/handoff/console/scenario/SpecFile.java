package dev.handoff.console.scenario;

import dev.handoff.events.yaml.Problems;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import dev.handoff.events.yaml.YamlText;
import java.nio.file.Path;

/** Reads a spec that may hold variables. */
public final class SpecFile {

  private SpecFile() {}

  /** Reads the spec of a file; messages call it by the path as it is given here. */
  public static SpecResult read(Path file, Variables variables) {
    Problems problems = new Problems(file.toString());
    YamlText yaml = new YamlText("cluster spec", problems);
    String text = yaml.load(file);
    String applied = text == null ? "" : variables.applied(text, problems);
    return problems.none()
        ? SpecReader.read(file.toString(), applied)
        : new SpecResult.Invalid(problems.sorted());
  }
}
