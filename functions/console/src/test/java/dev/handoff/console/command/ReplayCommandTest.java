package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code handoff replay} as it is typed. */
final class ReplayCommandTest {

  private static final String SPEC =
      """
      cluster: shop
      nodes:
        node-a: {instance: i-1, interface: eni-1}
        node-b: {instance: i-2, interface: eni-2}
      groups:
        web:
          migration-threshold: 1
          resources:
            eip: {type: elastic-ip, allocation: eipalloc-1}
            httpd: {type: process, command: [handoff-demo-server], port: 8080}
      """;

  private static final String JOURNAL =
      """
      {"at":"2026-03-02T08:00:00.000Z","event":"spec-applied","number":1,"cluster":"shop",\
      "changes":["cluster created"]}
      {"at":"2026-03-02T08:00:04.000Z","event":"node-returned","number":2,"cluster":"shop",\
      "node":"node-a"}
      {"at":"2026-03-02T08:00:04.000Z","event":"node-returned","number":3,"cluster":"shop",\
      "node":"node-b"}
      {"at":"2026-03-02T08:01:00.000Z","event":"resource-failed","number":4,"cluster":"shop",\
      "resource":"httpd","node":"node-a","failCount":1,"threshold":3}
      """;

  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path journal = Path.of("");
  private Path spec = Path.of("");

  @BeforeEach
  void write() throws IOException {
    journal = Files.writeString(folder.resolve("journal.jsonl"), JOURNAL);
    spec = Files.writeString(folder.resolve("new.yaml"), SPEC);
  }

  private int run(String... more) {
    CommandLine line = Handoff.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] words = {"replay", "--journal", journal.toString(), "--spec", spec.toString()};
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return line.execute(all.toArray(String[]::new));
  }

  /** Bad input: one message, and nothing else. */
  private String refused() {
    assertEquals(ExitCode.BAD_INPUT, run(), err::toString);
    assertEquals("", out.toString());
    return err.toString().strip();
  }

  @Test
  void theReasonIsTheControllersOwn() {
    assertEquals(ExitCode.DONE, run(), err::toString);

    assertTrue(
        out.toString().contains("web moves node-a -> node-b (httpd failed 1 of 1)"),
        out.toString());
    assertTrue(out.toString().contains("--recorded-spec FILE"), out.toString());
  }

  @Test
  void theSameInputGivesTheSameOutput() {
    assertEquals(ExitCode.DONE, run("--json"), err::toString);
    String once = out.toString();
    out.getBuffer().setLength(0);
    run("--json");

    assertEquals(once, out.toString());
    once.lines()
        .map(JsonParser::parseString)
        .forEach(line -> assertTrue(line.getAsJsonObject().has("at"), line::toString));
    assertEquals(
        "result",
        JsonParser.parseString(once.lines().toList().getLast())
            .getAsJsonObject()
            .get("event")
            .getAsString());
  }

  @Test
  void onlyWhatChangesIsShownToWhoWantsThat() {
    run("--changed");

    assertTrue(out.toString().contains("httpd fails on node-a"), out.toString());
    assertFalse(out.toString().contains("node-a is heard"), out.toString());
  }

  @Test
  void aWrongSpecIsRefusedWithItsPlace() throws IOException {
    Files.writeString(spec, SPEC.replace("migration-threshold", "migration-treshold"));

    String message = refused();

    assertTrue(message.startsWith(spec + ":7:5: "), message);
  }

  @Test
  void aDamagedJournalIsRefusedWithItsLine() throws IOException {
    Files.writeString(journal, JOURNAL + "{\"at\":");

    String message = refused();

    assertTrue(message.startsWith(journal + ":5: this is no JSON object"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void whatTheSpecLacksIsSaidInOneMessage() throws IOException {
    Files.writeString(spec, SPEC.replace("node-a", "node-c").replace("web:", "www:"));
    Files.writeString(
        journal,
        JOURNAL
            + """
            {"at":"2026-03-02T08:02:00.000Z","event":"handover-begun","number":5,"group":"web",\
            "from":"node-a","to":"node-b","epoch":2,"cause":{"type":"node-silent","node":"node-a"}}
            """);

    String message = refused();

    assertTrue(
        message.startsWith(
            "%s: it lacks node 'node-a' (%s:2), group 'web' (%s:5); "
                .formatted(spec, journal, journal)),
        message);
  }

  @Test
  void theSpecOfAnotherClusterIsRefused() throws IOException {
    Files.writeString(spec, SPEC.replace("cluster: shop", "cluster: mall"));

    assertEquals(
        "%s: it is of cluster mall, and %s tells of cluster shop".formatted(spec, journal),
        refused());
  }
}
