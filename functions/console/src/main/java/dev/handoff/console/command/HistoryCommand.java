package dev.handoff.console.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import dev.handoff.console.command.Connection.NoController;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.story.Moments;
import dev.handoff.console.story.News;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the journal. */
@Command(name = "history", description = "Show the journal: what happened, and why.")
final class HistoryCommand implements Callable<Integer> {

  @Mixin private final Connection connection;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "NUMBER",
      defaultValue = "100",
      description = "at most so many of the newest entries; default: ${DEFAULT-VALUE}")
  private int limit;

  @Option(names = "--json", description = "as one JSON object a line")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  HistoryCommand(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Integer call() throws NoController, Failure, BadInput {
    List<JournalEntry> entries;
    try (Contact controller = connection.open()) {
      entries = controller.history(limit);
    }
    PrintWriter out = command.commandLine().getOut();
    for (JournalEntry entry : entries) {
      out.println(json ? line(entry) : text(entry));
    }
    return ExitCode.DONE;
  }

  private static String text(JournalEntry entry) {
    return "%4d  %s  %s"
        .formatted(entry.number(), Moments.iso(entry.at()), News.of(entry.happening()));
  }

  private static JsonObject line(JournalEntry entry) {
    JsonObject line = new JsonObject();
    line.addProperty("at", Moments.iso(entry.at()));
    JsonObject happening =
        JsonParser.parseString(Json.write(entry.happening(), Happening.class)).getAsJsonObject();
    line.add("event", happening.remove("type"));
    line.addProperty("number", entry.number());
    happening.entrySet().forEach(member -> line.add(member.getKey(), member.getValue()));
    return line;
  }
}
