package dev.handoff.console.command;

import dev.handoff.console.ExitCode;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.events.yaml.Suggestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the manual, or writes it as files that {@code man} finds. */
@Command(
    name = "man",
    description = {
      "Print a page of the manual: handoff man status | man -l -",
      "Or write all pages: handoff man --into ~/.local/share/man/man1"
    })
final class ManCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      description = "of which command; default: of handoff itself")
  private @Nullable String name;

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      description = "write every page there, as handoff.1, handoff-status.1 ...")
  private @Nullable Path folder;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws BadInput, IOException {
    CommandSpec root = command.root();
    if (folder != null) {
      writeAll(root, folder);
      return ExitCode.DONE;
    }
    PrintWriter out = command.commandLine().getOut();
    out.print(page(root, name));
    out.flush();
    return ExitCode.DONE;
  }

  private static String page(CommandSpec root, @Nullable String name) throws BadInput {
    if (name == null) {
      return ManPage.of(root);
    }
    CommandLine subcommand = root.subcommands().get(name);
    if (subcommand == null) {
      List<String> all = List.copyOf(root.subcommands().keySet());
      throw new BadInput("there is no command '" + name + "': " + Suggestion.instead(name, all));
    }
    return ManPage.of(subcommand.getCommandSpec());
  }

  private static void writeAll(CommandSpec root, Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<String, CommandSpec> all = new TreeMap<>();
    all.put(root.name(), root);
    root.subcommands()
        .forEach((name, line) -> all.put(root.name() + "-" + name, line.getCommandSpec()));
    all.forEach((name, spec) -> {
      try {
        Files.writeString(folder.resolve(name + ".1"), ManPage.of(spec));
      } catch (IOException e) {
        throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
      }
    });
  }
}
