package dev.handoff.console.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.handoff.console.ExitCode;
import dev.handoff.simulation.chaos.Chaos;
import dev.handoff.simulation.chaos.Report;
import dev.handoff.simulation.chaos.Result;
import dev.handoff.simulation.chaos.Scenes;
import dev.handoff.simulation.chaos.Story;
import dev.handoff.simulation.chaos.Summary;
import dev.handoff.simulation.fault.Provider;
import dev.handoff.simulation.promise.Violation;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulates clusters under faults and checks the promises. */
@Command(
    name = "chaos",
    description = {
      "Simulate clusters under faults, and check every promise of docs/promises.md.",
      "The same seed gives the same history on every machine."
    },
    footer = "Exit codes: 0 all promises were kept, 1 a promise was broken.")
final class ChaosCommand implements Callable<Integer> {

  private static final int MOST_STORIES = 3;

  @Option(
      names = "--seeds",
      required = true,
      paramLabel = "N",
      description = "how many seeds to play; each stands for one world")
  private int seeds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "the first seed (default: ${DEFAULT-VALUE})")
  private long first;

  @Option(
      names = "--calm",
      description = "play only the seeds whose worlds live for weeks, about one of sixteen")
  private boolean calm;

  @Option(
      names = "--jobs",
      paramLabel = "J",
      description = "worlds that are played at the same time (default: one for each processor)")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--cloud",
      paramLabel = "CLOUD",
      description = "whose cloud is simulated: aws or oci (default: aws)")
  private Provider cloud = Provider.AWS;

  @Option(names = "--json", description = "as one JSON object a line")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  private Duration simulated = Duration.ZERO;
  private int broken;

  @Override
  public Integer call() {
    if (seeds < 1 || jobs < 1) {
      throw new ParameterException(command.commandLine(), "--seeds and --jobs are at least 1");
    }
    if (played().findAny().isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "none of these seeds is calm: about one of sixteen is");
    }
    Chaos chaos = new Chaos(cloud, Set.of(), jobs);
    SignOfLife sign = new SignOfLife(command.commandLine().getErr(), System::nanoTime);
    Report report = chaos.run(played().iterator(), result -> seen(result, sign));
    report.broken().stream().limit(MOST_STORIES).forEach(result -> tell(chaos, result));
    if (report.broken().size() > MOST_STORIES) {
      report.broken().stream().skip(MOST_STORIES).forEach(this::mention);
    }
    if (json) {
      out().println(result(report));
    } else {
      Summary.lines(report).forEach(out()::println);
    }
    return report.broken().isEmpty() ? ExitCode.DONE : ExitCode.NOT_SO;
  }

  private LongStream played() {
    return LongStream.range(first, first + seeds).filter(seed -> !calm || Scenes.isCalm(seed));
  }

  private boolean seen(Result result, SignOfLife sign) {
    simulated = simulated.plusNanos(result.nanos());
    if (!result.violations().isEmpty()) {
      broken++;
      // The stories come at the end, and a long run is long.
      command.commandLine().getErr().println("... broken at seed " + result.scene().seed());
    }
    sign.give(() ->
        "at seed %d: %,d hours so far, %d worlds broken"
            .formatted(result.scene().seed(), simulated.toHours(), broken));
    return true;
  }

  private void tell(Chaos chaos, Result result) {
    for (Violation violation : result.violations()) {
      List<String> story = Story.of(chaos, result, violation);
      if (json) {
        out().println(violation(result, violation, story));
      } else {
        story.forEach(out()::println);
        out().println();
      }
    }
  }

  /** One whose story would be one too many. */
  private void mention(Result result) {
    for (Violation violation : result.violations()) {
      if (json) {
        out().println(violation(result, violation, List.of()));
      } else {
        out().println("BROKEN      " + violation.promise());
        out().println("replay      " + Story.replay(result.scene().seed(), cloud));
        out().println();
      }
    }
  }

  private JsonObject violation(Result result, Violation violation, List<String> story) {
    JsonObject line = event("violation");
    line.addProperty("seed", result.scene().seed());
    line.addProperty("promise", violation.promise());
    line.addProperty("cluster", violation.cluster());
    line.addProperty("detail", violation.words());
    line.addProperty("replay", Story.replay(result.scene().seed(), cloud));
    JsonArray lines = new JsonArray();
    story.forEach(lines::add);
    line.add("story", lines);
    return line;
  }

  private static JsonObject result(Report report) {
    JsonObject line = event("result");
    line.addProperty("ok", report.broken().isEmpty());
    line.addProperty("worlds", report.worlds());
    line.addProperty("simulated-hours", report.hours());
    line.addProperty("histories", Summary.digest(report));
    line.addProperty("failovers", report.tally().failovers());
    line.addProperty("functions", report.tally().evaluations());
    JsonObject faults = new JsonObject();
    report.tally().faults().forEach((kind, n) -> faults.addProperty(Summary.name(kind), n));
    line.add("faults", faults);
    line.addProperty("violations", report.violations().size());
    return line;
  }

  private static JsonObject event(String name) {
    JsonObject line = new JsonObject();
    line.addProperty("at", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    line.addProperty("event", name);
    return line;
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }
}
