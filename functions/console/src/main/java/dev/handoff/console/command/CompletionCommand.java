package dev.handoff.console.command;

import dev.handoff.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    description = {
      "Print completion for bash and zsh.",
      "For this shell: source <(handoff completion)",
      "For good, in bash: handoff completion > ~/.local/share/bash-completion/completions/handoff"
    })
final class CompletionCommand implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    CommandSpec root = command.root();
    command.commandLine().getOut().print(AutoComplete.bash(root.name(), root.commandLine()));
    command.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
