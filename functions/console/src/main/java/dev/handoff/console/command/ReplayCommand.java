package dev.handoff.console.command;

import dev.handoff.console.ExitCode;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.replay.ComparisonLines;
import dev.handoff.console.replay.ComparisonText;
import dev.handoff.console.replay.JournalFile;
import dev.handoff.console.replay.Specs;
import dev.handoff.console.scenario.Variables;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.simulation.replay.Comparison;
import dev.handoff.simulation.replay.Past;
import dev.handoff.simulation.replay.Silence;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what another spec would have made of a recorded past. */
@Command(
    name = "replay",
    description = {
      "Show what a changed spec would have done with the recorded past.",
      "The journal is read for what befell the cluster: failed services, lost nodes, operators'",
      "commands. That is played to the controller and to the beacons in a simulation, under",
      "the changed spec, and shown beside what was recorded. Nothing is asked of any cloud."
    },
    footer = {
      "",
      "For example:",
      "  handoff history --json --limit 1000 > journal.jsonl",
      "  handoff replay --journal journal.jsonl --recorded-spec cluster.yaml --spec new.yaml",
      "",
      "Marks: ! the changed spec does otherwise, ? the replay under the recorded spec does not do",
      "what was recorded, so do not trust that row.",
      "Exit codes: 0 done, 2 bad input."
    })
final class ReplayCommand implements Callable<Integer> {

  @Option(
      names = "--journal",
      required = true,
      paramLabel = "FILE",
      description = "the past, as 'handoff history --json' writes it")
  private Path journal = Path.of("");

  @Option(names = "--spec", required = true, paramLabel = "FILE", description = "the changed spec")
  private Path spec = Path.of("");

  @Option(
      names = "--recorded-spec",
      paramLabel = "FILE",
      description = {
        "the spec that was in force; with it the replay is",
        "checked: does it do what was recorded?"
      })
  private @Nullable Path recordedSpec;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "value of {{NAME}} in the specs; can be repeated")
  private Map<String, String> variables = new HashMap<>();

  @Option(
      names = "--silence",
      paramLabel = "WHAT",
      defaultValue = "auto",
      description = {
        "what a silent node is taken for: off, cut (it ran,",
        "and was not heard), or auto: cut if it was heard",
        "again within a minute; default: ${DEFAULT-VALUE}"
      })
  private Silence silence = Silence.AUTO;

  @Option(names = "--changed", description = "only rows that would have been different")
  private boolean onlyChanged;

  @Option(names = "--json", description = "as one JSON object a line")
  private boolean json;

  @Mixin private final Looks looks;

  @Spec private CommandSpec command = CommandSpec.create();

  ReplayCommand(Looks looks) {
    this.looks = looks;
  }

  @Override
  public Integer call() throws BadInput {
    Specs specs = new Specs(JournalFile.read(journal), new Variables(variables));
    ClusterSpec changed = specs.read(spec);
    ClusterSpec recorded = recordedSpec == null ? null : specs.read(recordedSpec);
    Past past = Past.of(specs.journal().entries(), silence);
    SignOfLife sign = new SignOfLife(command.commandLine().getErr(), System::nanoTime);
    Comparison comparison =
        Comparison.of(
            past,
            recorded,
            changed,
            at -> sign.give(() -> "replayed up to %tF %<tT".formatted(utc(at))));
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      ComparisonLines.of(past, comparison, onlyChanged).forEach(out::println);
    } else {
      String then = recordedSpec == null ? "" : name(recordedSpec);
      new ComparisonText(past, comparison, then, name(spec), onlyChanged)
          .lines(looks.columns(), looks.paint())
          .forEach(out::println);
    }
    return ExitCode.DONE;
  }

  private static ZonedDateTime utc(Instant at) {
    return at.atZone(ZoneOffset.UTC);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
