package dev.handoff.console.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import dev.handoff.console.command.Connection.NoController;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.StatusText;
import dev.handoff.console.story.Moments;
import dev.handoff.events.json.Json;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what runs where. */
@Command(
    name = "status",
    description = "Show what runs where, fail-counts, preferences and bans, and the addresses.")
final class StatusCommand implements Callable<Integer> {

  private static final long PACE_MILLIS = 1_000;

  @Mixin private final Connection connection;

  @Option(names = "--watch", description = "show it again every second, until stopped")
  private boolean watch;

  @Option(names = "--json", description = "as one JSON object a line")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  StatusCommand(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Integer call() throws NoController, Failure, BadInput, InterruptedException {
    try (Contact controller = connection.open()) {
      show(controller.status());
      while (watch) {
        Thread.sleep(PACE_MILLIS);
        show(controller.status());
      }
    }
    return ExitCode.DONE;
  }

  private void show(ClusterView view) {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      JsonObject line = new JsonObject();
      line.addProperty("at", Moments.iso(Instant.now()));
      line.addProperty("event", "status");
      JsonParser.parseString(Json.write(view))
          .getAsJsonObject()
          .entrySet()
          .forEach(member -> line.add(member.getKey(), member.getValue()));
      out.println(line);
    } else {
      StatusText.lines(view).forEach(out::println);
    }
    out.flush();
  }
}
