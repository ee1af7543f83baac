package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import dev.handoff.console.scenario.Stage;
import dev.handoff.console.scenario.Step;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A real lab's history, exported and replayed: from the first kill to "what if". */
final class ReplayInLabTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path SPEC = LabRun.EXAMPLES.resolve("quickstart").resolve("cluster.yaml");

  @TempDir private Path home = Path.of("");
  private String out = "";
  private String err = "";

  @Test
  void aLargerThresholdWouldHaveSparedTheLabsMove() throws Exception {
    Path journal = home.resolve("journal.jsonl");
    Path patient = home.resolve("patient.yaml");
    Files.writeString(
        patient,
        Files.readString(SPEC).replace("migration-threshold: 2", "migration-threshold: 3"));
    Files.writeString(journal, recordedLab());

    assertEquals(
        ExitCode.DONE,
        run(
            "replay",
            "--json",
            "--journal",
            journal.toString(),
            "--recorded-spec",
            SPEC.toString(),
            "--spec",
            patient.toString()),
        () -> err);

    JsonObject result = JsonParser.parseString(out.lines().toList().getLast()).getAsJsonObject();
    assertEquals(1, moves(result, "recorded"), out);
    assertEquals(1, moves(result, "control"), out);
    assertEquals(0, moves(result, "replayed"), out);
    assertEquals(result.get("rows"), result.get("reproduced"), out);
    LabRun.assertNoProcessIsLeft();
  }

  private static int moves(JsonObject result, String side) {
    return result.getAsJsonObject(side).get("moves").getAsInt();
  }

  /** What {@code handoff history --json} says of a lab whose web server was killed twice. */
  private String recordedLab() throws Exception {
    String former = System.setProperty("user.home", home.toString());
    ClusterSpec spec = assertInstanceOf(SpecResult.Valid.class, SpecReader.read(SPEC)).spec();
    LabSession.Settings settings =
        new LabSession.Settings(Set.of(), Duration.ofSeconds(1), null, null);
    try (LabSession session = LabSession.start(spec, settings, new OperateTest.Nobody())) {
      Stage stage = session.lab().stage();
      await(() -> isActive("node-a"));
      stage.perform(new Step.Kill("node-a", "httpd"));
      await(() -> run("history", "--kind", "resource-recovered") == 0 && !out.isBlank());
      stage.perform(new Step.Kill("node-a", "httpd"));
      await(() -> isActive("node-b"));
      await(() ->
          run("history", "--kind", "owner-changed") == 0 && out.contains("web runs on node-b"));
      assertEquals(ExitCode.DONE, run("history", "--json", "--limit", "1000"), () -> err);
      return out;
    } finally {
      System.setProperty("user.home", String.valueOf(former));
    }
  }

  private boolean isActive(String node) {
    return run("status") == ExitCode.DONE && out.contains("active on " + node);
  }

  private int run(String... words) {
    StringWriter told = new StringWriter();
    StringWriter wrong = new StringWriter();
    CommandLine line = Handoff.commandLine();
    line.setOut(new PrintWriter(told, true));
    line.setErr(new PrintWriter(wrong, true));
    int code = line.execute(words);
    out = told.toString();
    err = wrong.toString();
    return code;
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "it did not come about; last:\n" + out + err);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
