package dev.handoff.console.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import dev.handoff.console.command.Connection.NoController;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.screen.WatchScreen;
import dev.handoff.console.status.Ago;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.FleetText;
import dev.handoff.console.status.Health;
import dev.handoff.console.status.StatusText;
import dev.handoff.console.story.Moments;
import dev.handoff.console.story.Paint;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.Kebab;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what runs where. */
@Command(
    name = "status",
    description = {
      "Show whether a cluster is well, where its addresses are and who could take over,",
      "fail-counts, bans and what else is in force. Of several clusters: a line each.",
      "Marks: + well, ~ on the move, ! look at it, x broken."
    })
final class StatusCommand implements Callable<Integer> {

  private static final long PACE_MILLIS = 1_000;

  @Mixin private final Connection connection;

  @Mixin private final Looks looks;

  @Option(names = "--watch", description = "show it in place every second, until q or Ctrl-C")
  private boolean watch;

  @Option(names = "--all", description = "a line for each cluster, the worst first")
  private boolean all;

  @Option(names = "--json", description = "as one JSON object a line for each cluster")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  StatusCommand(Connection connection, Looks looks) {
    this.connection = connection;
    this.looks = looks;
  }

  @Override
  public Integer call() throws NoController, Failure, BadInput, InterruptedException, IOException {
    try (Contact controller = connection.open()) {
      if (watch && !json && Paint.isTerminal()) {
        watchInPlace(controller);
        return ExitCode.DONE;
      }
      int columns = looks.columns();
      print(controller, columns);
      while (watch) {
        Thread.sleep(PACE_MILLIS);
        print(controller, columns);
      }
    }
    return ExitCode.DONE;
  }

  private void print(Contact controller, int columns) throws Failure {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      boolean several = all || controller.isAboutSeveral();
      List<ClusterView> views = several ? controller.overview() : List.of(controller.status());
      views.forEach(view -> out.println(line(view)));
    } else {
      lines(controller, columns).forEach(out::println);
    }
    out.flush();
  }

  private List<String> lines(Contact controller, int columns) throws Failure {
    return all || controller.isAboutSeveral()
        ? FleetText.lines(controller.overview(), columns, looks.paint())
        : StatusText.lines(controller.status(), columns, looks.paint());
  }

  /** A controller that cannot be reached for a while is no reason to stop looking. */
  private void watchInPlace(Contact controller) throws Failure, IOException {
    List<String> last = lines(controller, looks.columns());
    try (WatchScreen screen = WatchScreen.open()) {
      Instant reached = Instant.now();
      List<String> shown = framed("", last);
      do {
        screen.show(shown);
        try {
          last = lines(controller, screen.columns());
          reached = Instant.now();
          shown = framed("", last);
        } catch (Failure e) {
          String since = "NOT REACHED since " + Ago.moment(reached) + ": " + e.getMessage();
          shown = framed(looks.paint().red(since), last);
        }
      } while (screen.stays(PACE_MILLIS));
    }
  }

  private List<String> framed(String notice, List<String> lines) {
    List<String> frame = new ArrayList<>();
    frame.add(looks.paint().dim(Ago.moment(Instant.now()) + ", every second; q or Ctrl-C ends"));
    if (!notice.isEmpty()) {
      frame.add(notice);
    }
    frame.addAll(lines);
    return frame;
  }

  /** A view with its health in front: see docs/status.md. */
  static JsonObject line(ClusterView view) {
    Health health = Health.of(view);
    JsonObject line = new JsonObject();
    line.addProperty("at", Moments.iso(view.at()));
    line.addProperty("event", "status");
    line.addProperty("level", Kebab.of(health.level()));
    JsonArray troubles = new JsonArray();
    health
        .troubles()
        .forEach(trouble -> {
          JsonObject one = new JsonObject();
          one.addProperty("level", Kebab.of(trouble.level()));
          one.addProperty("words", trouble.words());
          troubles.add(one);
        });
    line.add("troubles", troubles);
    JsonParser.parseString(Json.write(view))
        .getAsJsonObject()
        .entrySet()
        .forEach(member -> {
          if (!member.getKey().equals("at")) {
            line.add(member.getKey(), member.getValue());
          }
        });
    return line;
  }
}
