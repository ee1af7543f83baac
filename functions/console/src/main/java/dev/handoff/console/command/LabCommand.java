package dev.handoff.console.command;

import dev.handoff.console.ExitCode;
import dev.handoff.console.lab.aws.AwsPlace;
import dev.handoff.console.operator.OperatorVerbs.DurationWithUnit;
import dev.handoff.console.scenario.Scenario;
import dev.handoff.console.scenario.ScenarioPlayer;
import dev.handoff.console.scenario.ScenarioReader;
import dev.handoff.console.scenario.ScenarioResult;
import dev.handoff.console.scenario.SpecFile;
import dev.handoff.console.scenario.Variables;
import dev.handoff.console.screen.LineMode;
import dev.handoff.console.screen.TerminalScreen;
import dev.handoff.console.story.JsonLines;
import dev.handoff.console.story.Paint;
import dev.handoff.console.story.Story;
import dev.handoff.console.story.Telling;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a cluster on this machine. */
@Command(
    name = "lab",
    description = {
      "Run a cluster on this machine: real beacons, real services, and a cloud of its own.",
      "With --scenario it plays a story and checks what is expected; without one you break",
      "things yourself and watch."
    })
final class LabCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "SPEC",
      description = "the cluster spec to run; default: the quickstart's")
  private @Nullable Path specFile;

  @Option(names = "--scenario", paramLabel = "FILE", description = "the scenario to play")
  private @Nullable Path scenarioFile;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "value of {{NAME}} in scenario and spec; can be repeated")
  private Map<String, String> variables = new HashMap<>();

  @Option(
      names = "--schedule",
      paramLabel = "DURATION",
      defaultValue = "1m",
      converter = DurationWithUnit.class,
      description = "how often the controller looks by itself; default: ${DEFAULT-VALUE}")
  private Duration schedule = Duration.ofMinutes(1);

  @Option(
      names = "--cloud",
      paramLabel = "embedded|aws",
      defaultValue = "embedded",
      description = "the lab's own cloud (default), or an AWS API server such as moto")
  private CloudKind cloud = CloudKind.embedded;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "that server, for example http://127.0.0.1:5000")
  private @Nullable String endpoint;

  @Option(
      names = "--dashboard",
      paramLabel = "PORT",
      description = "show it as a page, too, at that port of 127.0.0.1; 0: any that is free")
  private @Nullable Integer dashboard;

  @Option(names = "--json", description = "tell everything as one JSON object a line")
  private boolean json;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (scenarioFile != null && specFile != null) {
      throw new ParameterException(
          command.commandLine(), "a scenario names its spec itself: give one of the two");
    }
    Variables set = new Variables(variables);
    return scenarioFile != null ? played(scenarioFile, set) : explored(set);
  }

  private int played(Path file, Variables set) throws IOException {
    return switch (ScenarioReader.read(file, set)) {
      case ScenarioResult.Invalid invalid -> refused(invalid.toString());
      case ScenarioResult.Valid valid -> played(valid.scenario(), valid.warnings());
    };
  }

  private int played(Scenario scenario, List<String> warnings) throws IOException {
    Telling telling = telling();
    try (LabSession session =
        LabSession.start(scenario.spec(), settings(scenario.spec(), scenario.off()), telling)) {
      telling.opens(session.lab().spec(), session.lab().urls(), notes(session, warnings));
      boolean ok =
          new ScenarioPlayer(session.lab().stage(), telling, new SystemTime()).play(scenario);
      return ok ? ExitCode.DONE : ExitCode.NOT_SO;
    }
  }

  private LabSession.Settings settings(ClusterSpec spec, Set<String> off) {
    if (cloud == CloudKind.aws && endpoint == null) {
      throw new ParameterException(
          command.commandLine(), "--cloud aws needs --endpoint URL: the AWS API server to play on");
    }
    if (dashboard != null && (dashboard < 0 || dashboard > 65_535)) {
      throw new ParameterException(command.commandLine(), "a port is a number from 0 to 65535");
    }
    if (cloud == CloudKind.embedded && endpoint != null) {
      throw new ParameterException(command.commandLine(), "--endpoint goes with --cloud aws");
    }
    try {
      return new LabSession.Settings(
          off,
          schedule,
          endpoint == null ? null : AwsPlace.of(endpoint, spec, System.getenv()),
          dashboard);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Spelt as it is typed. */
  enum CloudKind {
    embedded,
    aws
  }

  private static List<String> notes(LabSession session, List<String> warnings) {
    List<String> notes = new ArrayList<>(warnings);
    notes.addAll(session.notes());
    return notes;
  }

  private Telling telling() {
    PrintWriter out = command.commandLine().getOut();
    return json
        ? new JsonLines(out::println, command.commandLine().getErr()::println)
        : new Story(out::println, Paint.ofEnvironment());
  }

  private int explored(Variables set) throws IOException {
    Path file = specFile == null ? quickstart() : specFile;
    return switch (SpecFile.read(file, set)) {
      case SpecResult.Invalid invalid -> refused(invalid.toString());
      case SpecResult.Valid valid -> {
        if (!json && Paint.isTerminal()) {
          onScreen(valid.spec());
        } else {
          byLines(valid.spec());
        }
        yield ExitCode.DONE;
      }
    };
  }

  private void onScreen(ClusterSpec spec) throws IOException {
    Paint paint = Paint.ofEnvironment();
    try (TerminalScreen screen = TerminalScreen.open(paint)) {
      Story story = new Story(screen.lines(), paint);
      try (LabSession session = LabSession.start(spec, settings(spec, Set.of()), story)) {
        story.opens(session.lab().spec(), session.lab().urls(), session.notes());
        screen.run(session.lab());
      }
    }
  }

  private void byLines(ClusterSpec spec) throws IOException {
    Telling telling = telling();
    try (LabSession session = LabSession.start(spec, settings(spec, Set.of()), telling)) {
      telling.opens(session.lab().spec(), session.lab().urls(), session.notes());
      LineMode.run(
          session.lab(),
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
          json ? command.commandLine().getErr()::println : command.commandLine().getOut()::println);
    }
  }

  private static Path quickstart() {
    return Path.of(
        System.getProperty("handoff.home", ""), "infra", "examples", "quickstart", "cluster.yaml");
  }

  private int refused(String problems) {
    command.commandLine().getErr().println(problems);
    return ExitCode.BAD_INPUT;
  }
}
