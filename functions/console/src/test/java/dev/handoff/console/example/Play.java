package dev.handoff.console.example;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.command.Handoff;
import dev.handoff.console.lab.node.JavaProcess;
import dev.handoff.console.scenario.Scenario;
import dev.handoff.console.scenario.ScenarioReader;
import dev.handoff.console.scenario.ScenarioResult;
import dev.handoff.console.scenario.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What {@code handoff lab --json --scenario FILE} has told, run as a process of its own.
 *
 * @param labPid the process that it was
 * @param events its lines, in their order
 * @param troubles what it wrote to its standard error
 */
record Play(
    Scenario scenario, long labPid, int exitCode, List<JsonObject> events, String troubles) {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration BURIAL = Duration.ofSeconds(10);
  private static final Duration PACE = Duration.ofMillis(20);

  Play {
    events = List.copyOf(events);
  }

  /**
   * Plays a scenario to its end.
   *
   * @param home the home directory of whoever runs it, where the lab leaves its mark
   */
  static Play of(Path scenario, Path home) throws IOException, InterruptedException {
    Scenario read = read(scenario);
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    Process process =
        JavaProcess.tethered(
                List.of("-Duser.home=" + home, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                home.toString(),
                Handoff.class.getName(),
                "lab",
                "--json",
                "--scenario",
                scenario.toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroy();
      process.waitFor();
    }
    List<JsonObject> events =
        Files.readAllLines(out).stream()
            .filter(line -> line.startsWith("{"))
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    return new Play(read, process.pid(), process.exitValue(), events, Files.readString(err));
  }

  private static Scenario read(Path file) {
    return switch (ScenarioReader.read(file, Variables.NONE)) {
      case ScenarioResult.Valid valid -> valid.scenario();
      case ScenarioResult.Invalid invalid -> throw new IllegalArgumentException("" + invalid);
    };
  }

  boolean cameTrue() {
    return exitCode == 0;
  }

  /** What a person needs to know of a play that did not come true. */
  String failure() {
    StringBuilder words = new StringBuilder(scenario.name() + " did not come true");
    words.append(" (exit code ").append(exitCode).append("):\n");
    events.forEach(event -> words.append(event).append('\n'));
    return words.append(troubles).toString();
  }

  /** What an operator has done and seen, without what differs from run to run. */
  List<String> transcript() {
    Map<Integer, List<String>> shown = new TreeMap<>();
    for (JsonObject event : events) {
      if (event.get("event").getAsString().equals("shown")) {
        shown.put(
            event.get("index").getAsInt(),
            event.getAsJsonArray("lines").asList().stream().map(JsonElement::getAsString).toList());
      }
    }
    return Transcript.of(scenario, shown);
  }

  /** Command lines of what the lab has started and not ended, after a moment to be buried. */
  List<String> processesLeft() {
    long end = System.nanoTime() + BURIAL.toNanos();
    List<String> left = started();
    while (!left.isEmpty() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PACE.toNanos());
      left = started();
    }
    return left;
  }

  private List<String> started() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains("handoff-lab-" + labPid + "-"))
        .toList();
  }
}
