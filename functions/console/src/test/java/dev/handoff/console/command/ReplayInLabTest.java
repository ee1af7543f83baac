package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import dev.handoff.console.scenario.Stage;
import dev.handoff.console.scenario.Step;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real lab's history, exported and replayed: from the first kill to "what if". */
final class ReplayInLabTest {

  private static final Path SPEC = LabRun.EXAMPLES.resolve("quickstart").resolve("cluster.yaml");

  @TempDir private Path home = Path.of("");
  private final Terminal terminal = new Terminal();

  @Test
  void aLargerThresholdWouldHaveSparedTheLabsMove() throws Exception {
    Path journal = home.resolve("journal.jsonl");
    Path patient = home.resolve("patient.yaml");
    Files.writeString(
        patient,
        Files.readString(SPEC).replace("migration-threshold: 2", "migration-threshold: 3"));
    Files.writeString(journal, recordedLab());

    terminal.done(
        "replay --json --journal %s --recorded-spec %s --spec %s"
            .formatted(journal, SPEC, patient));

    String out = terminal.out();
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
      terminal.await(() -> terminal.isActive("node-a"));
      stage.perform(new Step.Kill("node-a", "httpd"));
      terminal.await(() -> isTold("resource-recovered", "httpd"));
      stage.perform(new Step.Kill("node-a", "httpd"));
      terminal.await(() -> terminal.isActive("node-b"));
      terminal.await(() -> isTold("owner-changed", "web runs on node-b"));
      terminal.done("history --json --limit 1000");
      return terminal.out();
    } finally {
      System.setProperty("user.home", String.valueOf(former));
    }
  }

  private boolean isTold(String kind, String words) {
    return terminal.run("history", "--kind", kind) == ExitCode.DONE
        && terminal.out().contains(words);
  }
}
