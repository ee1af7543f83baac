package dev.handoff.console.command;

import dev.handoff.console.ExitCode;
import dev.handoff.console.conversion.Cloud;
import dev.handoff.console.conversion.ImportResult;
import dev.handoff.console.conversion.ImportResult.Imported;
import dev.handoff.console.conversion.ImportResult.Refused;
import dev.handoff.console.conversion.Importer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns a Pacemaker configuration into a cluster spec. */
@Command(
    name = "import",
    description = {
      "Turn a Pacemaker configuration into a cluster spec.",
      "It reads CIB XML, and what 'crm configure show' or 'pcs config' prints. Standard",
      "error lists what has to be filled in, and everything that was not carried over as",
      "it was."
    })
final class ImportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "the configuration")
  private Path file = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "where the spec goes, a file that is not there yet (standard output)")
  private @Nullable Path output;

  @Option(
      names = "--cloud",
      paramLabel = "aws|oci",
      description = "whose ids the placeholders look like (as the agents suggest, else aws)")
  private @Nullable Cloud cloud;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    String specName = output == null ? "spec" : output.toString();
    ImportResult result = new Importer(file.toString(), specName, cloud).read(file);
    PrintWriter err = command.commandLine().getErr();
    return switch (result) {
      case Refused refused -> {
        err.println(refused.why());
        yield ExitCode.BAD_INPUT;
      }
      case Imported imported -> {
        if (!isWritten(imported.spec(), err)) {
          yield ExitCode.BAD_INPUT;
        }
        imported.remarks().forEach(err::println);
        imported.problems().forEach(err::println);
        yield imported.problems().isEmpty() ? ExitCode.DONE : ExitCode.NOT_SO;
      }
    };
  }

  /** A spec that somebody has already worked on is never overwritten. */
  private boolean isWritten(String spec, PrintWriter err) throws IOException {
    if (output == null) {
      PrintWriter out = command.commandLine().getOut();
      out.print(spec);
      out.flush();
      return true;
    }
    try {
      Files.writeString(output, spec, StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      err.println(output + ": is there already; remove it, or choose another file");
      return false;
    }
  }
}
