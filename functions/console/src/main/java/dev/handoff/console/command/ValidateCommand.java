package dev.handoff.console.command;

import dev.handoff.console.ExitCode;
import dev.handoff.console.scenario.ScenarioReader;
import dev.handoff.console.scenario.ScenarioResult;
import dev.handoff.console.scenario.SpecFile;
import dev.handoff.console.scenario.Variables;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a spec or a scenario without running anything. */
@Command(
    name = "validate",
    description = "Check a cluster spec (or with --scenario a scenario): what is wrong, and where.")
final class ValidateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "the file to check")
  private Path file = Path.of("");

  @Option(names = "--scenario", description = "it is a scenario")
  private boolean isScenario;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "value of {{NAME}} in the file; can be repeated")
  private Map<String, String> variables = new HashMap<>();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    Variables set = new Variables(variables);
    return isScenario ? told(ScenarioReader.read(file, set)) : told(SpecFile.read(file, set));
  }

  private int told(ScenarioResult result) {
    return switch (result) {
      case ScenarioResult.Invalid invalid -> refused(invalid.toString());
      case ScenarioResult.Valid valid -> {
        valid.warnings().forEach(out()::println);
        out()
            .println(
                file
                    + ": a scenario of "
                    + counted(valid.scenario().steps().size(), "step", "steps")
                    + " for "
                    + summary(valid.scenario().spec()));
        yield ExitCode.DONE;
      }
    };
  }

  private int told(SpecResult result) {
    return switch (result) {
      case SpecResult.Invalid invalid -> refused(invalid.toString());
      case SpecResult.Valid valid -> {
        valid.warnings().forEach(out()::println);
        out().println(file + ": " + summary(valid.spec()));
        yield ExitCode.DONE;
      }
    };
  }

  private int refused(String problems) {
    command.commandLine().getErr().println(problems);
    return ExitCode.BAD_INPUT;
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }

  private static String summary(ClusterSpec spec) {
    return "cluster %s with %s, %s, %s"
        .formatted(
            spec.cluster(),
            counted(spec.nodes().size(), "node", "nodes"),
            counted(spec.groups().size(), "group", "groups"),
            counted(spec.addresses().count(), "address", "addresses"));
  }

  private static String counted(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
