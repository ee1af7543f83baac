package dev.handoff.console.command;

import dev.handoff.console.cib.Simulate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Places the resources of Pacemaker's CIBs. */
@Command(
    name = "simulate",
    description = "Place the resources of Pacemaker's CIBs as this controller would.")
final class SimulateCommand implements Callable<Integer> {

  @Option(
      names = "--cib",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "CIBs as XML, or folders of them")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--json", description = "as one JSON object a line")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    Simulate simulate = new Simulate(Instant.now(), json);
    simulate.lines(files).forEach(command.commandLine().getOut()::println);
    return simulate.exitCode();
  }
}
