package dev.handoff.console.replay;

import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.scenario.SpecFile;
import dev.handoff.console.scenario.Variables;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecResult;
import java.nio.file.Path;

/** Reads the specs that are to play a journal. */
public record Specs(JournalFile journal, Variables variables) {

  /**
   * Reads a spec as {@code handoff validate} does.
   *
   * @throws BadInput if it is none, or cannot play the journal
   */
  public ClusterSpec read(Path file) throws BadInput {
    return switch (SpecFile.read(file, variables)) {
      case SpecResult.Invalid invalid -> throw new BadInput(invalid.toString());
      case SpecResult.Valid valid -> {
        Cast.check(journal, valid.spec(), file);
        yield valid.spec();
      }
    };
  }
}
