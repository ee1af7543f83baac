package dev.handoff.console.command;

import dev.handoff.console.ExitCode;
import dev.handoff.console.command.Connection.NoController;
import dev.handoff.console.operator.OperatorVerb;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.operator.OperatorVerbs;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.events.OperatorCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command line {@code handoff}. */
@Command(
    name = "handoff",
    description = "Keeps an address alive: when its holder fails, the address moves.",
    mixinStandardHelpOptions = true,
    versionProvider = Handoff.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start here: handoff lab",
      "Exit codes: 0 done, 1 it did not come about, 2 bad input, 3 refused or out of reach."
    })
public final class Handoff {

  private static final String CONNECTION = "connection";

  private Handoff() {}

  /** Runs a command, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The whole grammar, in the environment of this process. */
  static CommandLine commandLine() {
    return commandLine(System.getenv());
  }

  /** The whole grammar; {@code environment} holds variables as a process has them. */
  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine line = new CommandLine(new Handoff());
    line.addSubcommand(new LabCommand());
    line.addSubcommand(new ValidateCommand());
    line.addSubcommand(new ImportCommand());
    line.addSubcommand(new StatusCommand(new Connection(environment), new Looks(environment)));
    line.addSubcommand(new HistoryCommand(new Connection(environment), new Looks(environment)));
    line.addSubcommand(new ExplainCommand(new Connection(environment), new Looks(environment)));
    line.addSubcommand(new FailcountCommand(new Connection(environment)));
    line.addSubcommand(new DashboardCommand(new Connection(environment)));
    line.addSubcommand(new ReportCommand(new Connection(environment)));
    line.addSubcommand(new DrillCommand(new Connection(environment)));
    for (Class<? extends OperatorVerb> verb : OperatorVerbs.all()) {
      CommandLine subcommand = new CommandLine(verb);
      subcommand.addMixin(CONNECTION, new Connection(environment));
      line.addSubcommand(subcommand);
    }
    line.addSubcommand(new DoctorCommand(new Connection(environment)));
    line.addSubcommand(new CostCommand());
    line.addSubcommand(new SimulateCommand());
    line.addSubcommand(new ReplayCommand(new Looks(environment)));
    line.addSubcommand(new ChaosCommand());
    line.addSubcommand(new BeaconCommand());
    line.addSubcommand(new CompletionCommand());
    line.addSubcommand(new ManCommand());
    line.getSubcommands().values().forEach(Handoff::addHelp);
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setExecutionStrategy(Handoff::execute);
    line.setExecutionExceptionHandler(Handoff::explain);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  private static void addHelp(CommandLine subcommand) {
    subcommand
        .getCommandSpec()
        .addOption(
            CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("show this help")
                .build());
  }

  /** An operator's verb says what it wants, and is sent; all others do their work themselves. */
  private static int execute(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    if (!parsed.hasSubcommand()) {
      parsed.commandSpec().commandLine().usage(parsed.commandSpec().commandLine().getErr());
      return ExitCode.BAD_INPUT;
    }
    CommandSpec leaf = parsed.subcommand().commandSpec();
    return leaf.userObject() instanceof OperatorVerb verb
        ? send(leaf, verb)
        : new RunLast().execute(parsed);
  }

  private static int send(CommandSpec leaf, OperatorVerb verb) {
    CommandSpec mixin = leaf.mixins().get(CONNECTION);
    if (mixin == null || !(mixin.userObject() instanceof Connection connection)) {
      throw new IllegalStateException(leaf.name() + " was added without a connection");
    }
    try {
      OperatorCommand wanted = verb.command(Path.of(""));
      verb.warnings().forEach(leaf.commandLine().getErr()::println);
      try (Contact controller = connection.open()) {
        leaf.commandLine().getOut().println(controller.operate(wanted));
      }
      return ExitCode.DONE;
    } catch (BadInput | NoController | Failure e) {
      return explain(e, leaf.commandLine(), null);
    }
  }

  private static int explain(
      Exception problem, CommandLine line, @org.jspecify.annotations.Nullable ParseResult parsed) {
    line.getErr().println(problem.getMessage());
    return switch (problem) {
      case BadInput _ -> ExitCode.BAD_INPUT;
      case Failure failure ->
          switch (failure.kind()) {
            case INPUT -> ExitCode.BAD_INPUT;
            case REFUSED -> ExitCode.NOT_SO;
            case UNREACHABLE -> ExitCode.UNREACHABLE;
          };
      case NoController _, IOException _, UncheckedIOException _ -> ExitCode.UNREACHABLE;
      default -> {
        // A fault of ours: whoever reports it needs the place.
        problem.printStackTrace(line.getErr());
        yield ExitCode.UNREACHABLE;
      }
    };
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Handoff.class.getPackage().getImplementationVersion();
      return new String[] {"handoff " + (version == null ? "(not packaged)" : version)};
    }
  }
}
