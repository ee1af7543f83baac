package dev.handoff.console.command;

import dev.handoff.console.ExitCode;
import dev.handoff.console.command.Connection.NoController;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.report.Report;
import dev.handoff.console.report.ReportPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a handover down for the post-mortem. */
@Command(
    name = "report",
    description = {
      "Write a failover down as one HTML file for the post-mortem: cause, timeline with durations,",
      "what was seen of each node, the decision explained, the alerts. Without a group and an",
      "epoch it is the last failover."
    })
final class ReportCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";

  @Parameters(arity = "0..1", paramLabel = "GROUP", description = "a group, or a resource of it")
  private @Nullable String group;

  @Option(
      names = "--epoch",
      paramLabel = "NUMBER",
      description = "which handover; 'handoff history --json' tells the epochs")
  private @Nullable Long epoch;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "where it is written, '-' for standard output; default: a name of its own, here")
  private @Nullable String output;

  @Mixin private final Connection connection;

  @Spec private CommandSpec command = CommandSpec.create();

  ReportCommand(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Integer call() throws NoController, BadInput, Failure {
    Report report;
    try (Contact contact = connection.open()) {
      report = Report.of(contact, group, epoch);
    }
    String html = ReportPage.html(report);
    PrintWriter out = command.commandLine().getOut();
    if (STANDARD_OUTPUT.equals(output)) {
      out.print(html);
      out.flush();
      return ExitCode.DONE;
    }
    Path file = Path.of(output == null ? report.fileName() : output);
    try {
      Files.writeString(file, html);
    } catch (IOException e) {
      throw new BadInput(file + ": it cannot be written: " + e);
    }
    out.println(file + ": " + report.handover().inWords());
    return ExitCode.DONE;
  }
}
