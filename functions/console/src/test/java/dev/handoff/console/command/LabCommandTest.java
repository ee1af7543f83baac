package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import dev.handoff.console.remote.LabFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays stories on real processes, in real time. */
final class LabCommandTest {

  private static final Path QUICKSTART = LabRun.EXAMPLES.resolve("quickstart");

  @TempDir private Path directory = Path.of("");

  @Test
  void theQuickstartComesTrueAndTellsEveryGap() {
    LabRun run =
        new LabRun(directory, "lab", "--json", "--scenario", QUICKSTART + "/scenario.yaml");

    run.assertExitCode(ExitCode.DONE);
    LabRun.assertNoProcessIsLeft();
    List<JsonObject> events = events(run.told());
    assertEquals(3, events.stream().filter(event -> is(event, "gap")).count(), run::told);
    List<String> owners =
        events.stream()
            .filter(event -> is(event, "owner-changed"))
            .map(event -> event.get("to").getAsString())
            .toList();
    assertEquals(List.of("node-a", "node-b", "node-a"), owners, run::told);
    JsonObject last = events.getLast();
    assertTrue(is(last, "result") && last.get("ok").getAsBoolean(), run::told);
  }

  @Test
  void aPageWhosePortIsTakenEndsTheLabAndSaysWhich() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      LabRun run = new LabRun(directory, "lab", QUICKSTART + "/cluster.yaml", "--dashboard", port);

      run.assertExitCode(ExitCode.UNREACHABLE);
      assertTrue(run.told().contains("port " + port + " of 127.0.0.1"), run::told);
    }
    LabRun.assertNoProcessIsLeft();
    assertEquals(List.of(), LabFile.running(directory.resolve(".handoff").resolve("labs")));
  }

  @Test
  void everyFaultLeadsToWhatItShould() throws IOException {
    LabRun run =
        played(
            """
              - expect: {group: web, node: node-a, within: 30s}
              # It answers wrongly, also after a restart: the other node takes over.
              - fail: {node: node-a, resource: httpd, with: 500}
              - expect: {group: web, node: node-b, within: 30s}
              # Until clients are answered there, the next gap would be counted from this fault on.
              - expect: {gap: address, under: 30s}
              - mend: {node: node-a, resource: httpd}
              - run: cleanup web
              # It does not answer at all: the monitor's patience ends, it is started again.
              - hang: {node: node-b, resource: httpd}
              - expect: {resource: httpd, node: node-b, fail-count: 1, within: 20s}
              - expect: {gap: address, under: 20s}
              - expect: {group: web, node: node-b}
              - run: cleanup web
              # The machine stands still, and finds on its return that another one serves.
              - freeze-node: {node: node-b}
              - expect: {group: web, node: node-a, within: 30s}
              - expect: {address: address, node: node-a}
              - thaw-node: {node: node-b}
              - expect: {still: 2s, group: web, node: node-a}
              # The machine runs, and nobody hears it.
              - cut: {node: node-a, from: store}
              - expect: {group: web, node: node-b, within: 30s}
              - join: {node: node-a, from: store}
              - expect: {still: 2s, group: web, node: node-b}
              - run: standby node-b
              - expect: {group: web, node: node-a, within: 30s}
            """);

    run.assertExitCode(ExitCode.DONE);
    LabRun.assertNoProcessIsLeft();
  }

  @Test
  void anExpectationThatDoesNotComeTrueIsExitCode1AndSaysWhatWasSeen() throws IOException {
    LabRun run =
        played(
            """
              - expect: {group: web, node: node-a, within: 30s}
              - expect: {group: web, node: node-b, within: 100ms}
              - kill: {node: node-a, resource: httpd}
            """);

    run.assertExitCode(ExitCode.NOT_SO);
    LabRun.assertNoProcessIsLeft();
    assertTrue(run.told().contains("web is active on node-a"), run::told);
    assertTrue(run.told().contains("scenario.yaml:4:5"), run::told);
    assertFalse(run.told().contains("kill httpd"), run::told);
  }

  private LabRun played(String steps) throws IOException {
    Path scenario = directory.resolve("scenario.yaml");
    Files.writeString(scenario, "spec: " + QUICKSTART + "/cluster.yaml\nsteps:\n" + steps);
    return new LabRun(directory, "lab", "--scenario", scenario.toString());
  }

  private static List<JsonObject> events(String lines) {
    return lines
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private static boolean is(JsonObject event, String name) {
    return event.get("event").getAsString().equals(name);
  }
}
