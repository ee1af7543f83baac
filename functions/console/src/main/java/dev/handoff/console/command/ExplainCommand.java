package dev.handoff.console.command;

import dev.handoff.console.ExitCode;
import dev.handoff.console.command.Connection.NoController;
import dev.handoff.console.remote.LabClient.Failure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a group is where it is. */
@Command(
    name = "explain",
    description = "Say why a group is where it is, why not elsewhere, and what would move it.")
final class ExplainCommand implements Callable<Integer> {

  @Parameters(paramLabel = "GROUP", description = "a group, or a resource of it")
  private String group = "";

  @Mixin private Connection connection = new Connection();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws NoController, Failure {
    connection.client().explain(group).forEach(command.commandLine().getOut()::println);
    return ExitCode.DONE;
  }
}
