package dev.handoff.console.command;

import com.google.gson.JsonObject;
import dev.handoff.console.ExitCode;
import dev.handoff.console.command.Connection.NoController;
import dev.handoff.console.deployment.AwsInstallation;
import dev.handoff.console.deployment.Installation;
import dev.handoff.console.deployment.OciInstallation;
import dev.handoff.console.doctor.Check;
import dev.handoff.console.doctor.Doctor;
import dev.handoff.console.doctor.OciDoctor;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.story.Moments;
import dev.handoff.events.json.Kebab;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks an installation over. */
@Command(
    name = "doctor",
    description = {
      "Look an installation over: what would keep it from failing over, and how to mend it.",
      "Nothing is changed. What you may not look at is said, and is no fault."
    },
    footer = "Exit codes: 0 nothing failed, 1 something did.")
final class DoctorCommand implements Callable<Integer> {

  @Mixin private final Connection connection;

  @Option(names = "--json", description = "as one JSON object a line")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  private final Map<Check.Outcome, Integer> counts = new EnumMap<>(Check.Outcome.class);

  DoctorCommand(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Integer call() throws NoController, BadInput {
    try (Installation installation = connection.installation()) {
      String version = DoctorCommand.class.getPackage().getImplementationVersion();
      switch (installation) {
        case AwsInstallation aws ->
            new Doctor(aws, connection.cluster(), version, this::tell).run();
        case OciInstallation oci ->
            new OciDoctor(oci, connection.cluster(), version, this::tell).run();
      }
    }
    boolean ok = !counts.containsKey(Check.Outcome.FAIL);
    if (json) {
      JsonObject result = line("result");
      result.addProperty("ok", ok);
      out().println(result);
    } else {
      out()
          .printf(
              "%n%d ok, %d to look at, %d failed%n",
              counts.getOrDefault(Check.Outcome.OK, 0),
              counts.getOrDefault(Check.Outcome.WARN, 0),
              counts.getOrDefault(Check.Outcome.FAIL, 0));
    }
    return ok ? ExitCode.DONE : ExitCode.NOT_SO;
  }

  private void tell(Check check) {
    counts.merge(check.outcome(), 1, Integer::sum);
    String outcome = Kebab.of(check.outcome());
    if (json) {
      JsonObject line = line("check");
      line.addProperty("area", check.area());
      line.addProperty("outcome", outcome);
      line.addProperty("found", check.found());
      if (check.mend() != null) {
        line.addProperty("mend", check.mend());
      }
      out().println(line);
    } else {
      out().printf("%-4s  %-11s  %s%n", outcome, check.area(), check.found());
      if (check.mend() != null) {
        out().printf("                   mend: %s%n", check.mend());
      }
    }
    out().flush();
  }

  private static JsonObject line(String event) {
    JsonObject line = new JsonObject();
    line.addProperty("at", Moments.iso(Instant.now()));
    line.addProperty("event", event);
    return line;
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }
}
