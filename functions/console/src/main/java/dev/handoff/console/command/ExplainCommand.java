package dev.handoff.console.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import dev.handoff.console.command.Connection.NoController;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.status.ExplanationText;
import dev.handoff.console.story.Moments;
import dev.handoff.controller.answer.Answer;
import dev.handoff.events.json.Json;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a group is where it is. */
@Command(
    name = "explain",
    description = "Say why a group is where it is, why not elsewhere, and what would move it.")
final class ExplainCommand implements Callable<Integer> {

  @Parameters(paramLabel = "GROUP", description = "a group, or a resource of it")
  private String group = "";

  @Option(names = "--json", description = "as one JSON object")
  private boolean json;

  @Mixin private final Connection connection;

  @Mixin private final Looks looks;

  @Spec private CommandSpec command = CommandSpec.create();

  ExplainCommand(Connection connection, Looks looks) {
    this.connection = connection;
    this.looks = looks;
  }

  @Override
  public Integer call() throws NoController, Failure, BadInput {
    Answer answer;
    try (Contact controller = connection.open()) {
      answer = controller.explain(group);
    }
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      JsonObject line = new JsonObject();
      line.addProperty("at", Moments.iso(Instant.now()));
      line.addProperty("event", "explanation");
      JsonParser.parseString(Json.write(answer))
          .getAsJsonObject()
          .entrySet()
          .forEach(member -> line.add(member.getKey(), member.getValue()));
      out.println(line);
    } else {
      ExplanationText.lines(answer, looks.columns(), looks.paint()).forEach(out::println);
    }
    return ExitCode.DONE;
  }
}
