package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import dev.handoff.console.lab.LabListener;
import dev.handoff.console.scenario.Stage;
import dev.handoff.console.scenario.Step;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.Alert;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's day with a running lab: each command as it is typed, and what it answers. */
final class OperateTest {

  private static final Path SPEC = LabRun.EXAMPLES.resolve("quickstart").resolve("cluster.yaml");

  @TempDir private Path home = Path.of("");
  private final Terminal terminal = new Terminal();

  @Test
  void everyCommandSaysWhatItDidForHowLongAndWhatTakesItBack() throws Exception {
    String former = System.setProperty("user.home", home.toString());
    ClusterSpec spec = assertInstanceOf(SpecResult.Valid.class, SpecReader.read(SPEC)).spec();
    LabSession.Settings settings =
        new LabSession.Settings(Set.of(), Duration.ofSeconds(1), null, null);
    try (LabSession session = LabSession.start(spec, settings, new Nobody())) {
      terminal.await(() -> terminal.isActive("node-a"));

      movesAndBans();
      failures(session.lab().stage());
      explains();
      adds();
      destroys(session.lab().stage());
    } finally {
      System.setProperty("user.home", String.valueOf(former));
    }
    LabRun.assertNoProcessIsLeft();
  }

  private void movesAndBans() {
    terminal.done("move web node-b --lifetime 30m");
    terminal.says("30m; 'handoff clear web node-b' lifts it before");
    terminal.await(() -> terminal.isActive("node-b"));
    terminal.done("status");
    terminal.says("prefers node-b since a move, 29 min left; lift: handoff clear web node-b");

    assertEquals(ExitCode.NOT_SO, terminal.run("move", "wbe", "node-a"));
    terminal.complains("did you mean 'web'?");
    terminal.done("standby node-a");
    assertEquals(ExitCode.NOT_SO, terminal.run("move", "web", "node-a"));
    terminal.complains("run 'handoff online node-a' first");
    terminal.done("online node-a");

    terminal.done("ban web node-a --lifetime forever");
    terminal.says("until 'handoff clear web node-a'");
    terminal.done("status");
    terminal.says("BANNED from node-a, no end; lift: handoff clear web node-a");
    terminal.done("clear web");
    terminal.says("2 moves and bans of web taken back");
  }

  private void failures(Stage stage) throws Stage.DeedFailed {
    stage.perform(new Step.Kill("node-b", "httpd"));
    terminal.await(() -> failCount("node-b") == 1);
    terminal.done("failcount httpd node-b");
    terminal.says("httpd on node-b: 1 of 2, last at ");
    terminal.says("counts until 'handoff cleanup httpd node-b'");
    assertEquals(ExitCode.BAD_INPUT, terminal.run("failcount", "htpd"));
    terminal.complains("did you mean 'httpd'?");

    terminal.done("cleanup httpd node-b");
    terminal.await(() -> failCount("node-b") == 0);
    terminal.done("cleanup httpd node-b");
    terminal.says("no failure of httpd counts on node-b");
  }

  private void explains() {
    terminal.await(() -> terminal.isActive("node-b"));
    terminal.done("explain web");
    terminal.says("web is on node-b, where it belongs");
    terminal.says("What would move it:");
    terminal.says("2 more failures of httpd on node-b (0 of 2 so far)");
    terminal.done("explain web --json");
    JsonObject answer = JsonParser.parseString(terminal.out()).getAsJsonObject();
    assertEquals("explanation", answer.get("event").getAsString());
    assertEquals("node-b", answer.get("belongs").getAsString());
    Path report = home.resolve("report.html");
    terminal.done("report httpd -o " + report);
    terminal.says(report + ": web: ");
    assertTrue(report.toFile().length() > 1_000);
    assertEquals(ExitCode.NOT_SO, terminal.run("report", "--epoch", "99"));
    terminal.complains("the journal tells of no handover with epoch 99");
    terminal.done("history");
    terminal.says(System.getProperty("user.name") + " asked for: move web node-b --lifetime 30m");
    terminal.done("history --group web --kind owner-changed,handover-begun --since 1h --limit 1");
    assertEquals(1, terminal.out().lines().count(), terminal.out());
    terminal.says("web runs on node-b");
    terminal.done("history --node nobody");
    assertEquals("", terminal.out());
    assertEquals(ExitCode.BAD_INPUT, terminal.run("history", "--kind", "owner-change"));
    terminal.complains("did you mean 'owner-changed'?");
    assertEquals(ExitCode.BAD_INPUT, terminal.run("history", "--since", "yesterday"));
    terminal.complains("for example 500ms");
  }

  /** What a spec adds is started once the other node has told that it does not run there. */
  private void adds() throws IOException {
    Path more = home.resolve("more.yaml");
    Files.writeString(
        more,
        Files.readString(SPEC).stripTrailing()
            + """

                  sleeper: {type: process, command: [sleep, "3600"], stop-timeout: 2s}
            """);
    terminal.done("apply " + more);
    terminal.await(() ->
        terminal.run("status") == ExitCode.DONE && terminal.out().contains("sleeper  running on"));
  }

  private void destroys(Stage stage) {
    assertEquals(ExitCode.BAD_INPUT, terminal.run("destroy", "--addresses", "release"));
    terminal.done("destroy --addresses release --yes");
    terminal.await(() -> terminal.run("status") == ExitCode.NOT_SO);
    terminal.complains("there is no cluster quickstart any more");
    assertEquals(new Place.Nowhere(), stage.place("address"));
    terminal.done("destroy --addresses release --yes");
    terminal.says("destroyed already");

    terminal.done("apply " + SPEC);
    terminal.await(() -> terminal.isActive("node-a") || terminal.isActive("node-b"));
  }

  private int failCount(String node) {
    terminal.run("failcount", "httpd", node, "--json");
    return JsonParser.parseString(terminal.out()).getAsJsonObject().get("failCount").getAsInt();
  }

  /** Hears what the lab tells, and keeps it to itself. */
  static final class Nobody implements LabListener {
    @Override
    public void happened(JournalEntry entry) {}

    @Override
    public void alerted(Alert alert) {}

    @Override
    public void troubled(String what) {}
  }
}
