package dev.handoff.console.command;

import dev.handoff.console.ExitCode;
import dev.handoff.console.command.Connection.NoController;
import dev.handoff.console.drill.Drill;
import dev.handoff.console.drill.Drill.Exercise;
import dev.handoff.console.lab.net.ClientLoop;
import dev.handoff.console.lab.net.Gaps;
import dev.handoff.console.lab.net.UrlQuestion;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.operator.OperatorVerbs;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.report.Report;
import dev.handoff.console.report.ReportPage;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.Happening;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rehearses a failover, and says what it cost. */
@Command(
    name = "drill",
    description = {
      "Rehearse a failover on purpose: look whether it can go well, move the group as 'handoff move'",
      "does, and measure how long it took and what a client saw. Nothing is begun while a node is",
      "silent, or when no other node could take the group. A wish of its own ends after 10 minutes;",
      "with --back, what an operator had asked for before is in force again in the end."
    },
    footer =
        "Exit codes: 0 the group has moved, and back if asked, and its client is served, 1 it has not, or was not begun.")
final class DrillCommand implements Callable<Integer> {

  private static final Duration STEADY = Duration.ofSeconds(1);

  /** For so long a client may go without steady answers where the group has arrived. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PACE = Duration.ofMillis(100);

  @Parameters(index = "0", paramLabel = "GROUP", description = "a group, or a resource of it")
  private String group = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NODE",
      description = "where it is to go; default: the best other node")
  private @Nullable String node;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {
        "what a client asks for meanwhile, over a new",
        "connection each time; default in a lab: the",
        "group's own address"
      })
  private @Nullable URI url;

  @Option(names = "--back", description = "move it back in the end")
  private boolean back;

  @Option(
      names = "--within",
      paramLabel = "TIME",
      converter = OperatorVerbs.DurationWithUnit.class,
      description = "how long each move may take (default: 2m)")
  private Duration within = Duration.ofMinutes(2);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "a report of the handover, as one HTML file")
  private @Nullable Path output;

  @Mixin private final Connection connection;

  @Spec private CommandSpec command = CommandSpec.create();

  private final Time time = new SystemTime();

  DrillCommand(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Integer call() throws NoController, BadInput, Failure {
    if (url != null && !String.valueOf(url.getScheme()).matches("https?")) {
      throw new BadInput("--url " + url + ": it must begin with http:// or https://");
    }
    if (within.compareTo(Drill.LASTS) > 0) {
      throw new BadInput("--within: at most 10m, for then the drill's own wish ends");
    }
    if (output != null && !isWritable(output.toAbsolutePath())) {
      throw new BadInput(output + ": it cannot be written; no drill, and nothing was changed");
    }
    try (Contact contact = connection.open()) {
      Drill drill = new Drill(contact, time);
      Exercise exercise = drill.check(group, node);
      tell(
          "checked  %s is served by %s; %s could take it; %d nodes are online"
              .formatted(exercise.group(), exercise.from(), exercise.to(), exercise.nodes()));
      URI asked = url == null ? exercise.url() : url;
      if (asked == null) {
        tell("client   none; --url URL tells what one would see");
        rehearse(contact, drill, exercise, null);
      } else {
        try (ClientLoop client = ClientLoop.start(new UrlQuestion(asked))) {
          rehearse(contact, drill, exercise, ready(client.gaps(), asked));
        }
      }
    }
    return ExitCode.DONE;
  }

  /** Asked first: once the group has moved, a report that cannot be written is of no use. */
  private static boolean isWritable(Path file) {
    return Files.exists(file)
        ? Files.isWritable(file) && !Files.isDirectory(file)
        : Files.isWritable(file.getParent());
  }

  /** A client that gets no answers before anything has happened would measure nothing. */
  private Gaps ready(Gaps client, URI asked) throws Failure {
    if (!isSteady(client, STEADY.multipliedBy(5))) {
      throw new Failure(
          "no drill, and nothing was changed: " + asked + " does not answer steadily", true);
    }
    return client;
  }

  private boolean isSteady(Gaps client, Duration patience) {
    long end = time.nanos() + patience.toNanos();
    while (client.steadyFor(time.nanos()).compareTo(STEADY) < 0) {
      if (time.nanos() > end) {
        return false;
      }
      time.pause(PACE);
    }
    return true;
  }

  private void rehearse(Contact contact, Drill drill, Exercise exercise, @Nullable Gaps client)
      throws Failure, BadInput {
    Gaps seen = client == null ? new Gaps(time.nanos()) : client;
    seen.mark(time.nanos());
    Happening.OwnerChanged there = drill.move(exercise, within);
    boolean served = told(there, client);
    if (back) {
      seen.mark(time.nanos());
      served &= told(drill.moveBack(exercise, there, within), client);
    }
    if (output != null) {
      write(Report.of(contact, exercise.group(), there.epoch()), output);
    }
    if (!served) {
      throw new Failure("a client of " + exercise.group() + " was not served steadily again", true);
    }
    tell(
        back
            ? "done     %s is on %s again".formatted(exercise.group(), exercise.from())
            : "done     %s stays on %s for 10 minutes; then, or after 'handoff clear %s %s', the spec alone decides"
                .formatted(exercise.group(), exercise.to(), exercise.group(), exercise.to()));
  }

  /** Tells of a move, once its client is served again; whether that is so in the end. */
  private boolean told(Happening.OwnerChanged changed, @Nullable Gaps client) {
    tell(
        "moved    %s -> %s; its addresses arrived after %s, it served after %s"
            .formatted(
                changed.from(), changed.to(), seconds(changed.move()), seconds(changed.serve())));
    if (client == null) {
      return true;
    }
    boolean served = isSteady(client, PATIENCE);
    tell("client   waited %s at most".formatted(seconds(client.largest(time.nanos()))));
    return served;
  }

  private void write(Report report, Path file) throws BadInput {
    try {
      Files.writeString(file, ReportPage.html(report));
      tell("report   %s".formatted(file));
    } catch (IOException e) {
      throw new BadInput(file + ": it cannot be written: " + e);
    }
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
  }

  private void tell(String line) {
    command.commandLine().getOut().println(line);
    command.commandLine().getOut().flush();
  }
}
