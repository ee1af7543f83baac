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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An operator's day with a running lab: each command as it is typed, and what it answers. */
final class OperateTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path SPEC = LabRun.EXAMPLES.resolve("quickstart").resolve("cluster.yaml");

  @TempDir private Path home = Path.of("");
  private String out = "";
  private String err = "";

  @Test
  void everyCommandSaysWhatItDidForHowLongAndWhatTakesItBack() throws Exception {
    String former = System.setProperty("user.home", home.toString());
    ClusterSpec spec = assertInstanceOf(SpecResult.Valid.class, SpecReader.read(SPEC)).spec();
    LabSession.Settings settings =
        new LabSession.Settings(Set.of(), Duration.ofSeconds(1), null, null);
    try (LabSession session = LabSession.start(spec, settings, new Nobody())) {
      await(() -> isActive("node-a"));

      movesAndBans();
      failures(session.lab().stage());
      explains();
      destroys(session.lab().stage());
    } finally {
      System.setProperty("user.home", String.valueOf(former));
    }
    LabRun.assertNoProcessIsLeft();
  }

  private void movesAndBans() {
    done("move web node-b --lifetime 30m");
    says("30m; 'handoff clear web node-b' lifts it before");
    await(() -> isActive("node-b"));
    done("status");
    says("prefers node-b since a move, 29 min left; lift: handoff clear web node-b");

    assertEquals(ExitCode.NOT_SO, run("move", "wbe", "node-a"));
    assertTrue(err.contains("did you mean 'web'?"), err);
    done("standby node-a");
    assertEquals(ExitCode.NOT_SO, run("move", "web", "node-a"));
    assertTrue(err.contains("run 'handoff online node-a' first"), err);
    done("online node-a");

    done("ban web node-a --lifetime forever");
    says("until 'handoff clear web node-a'");
    done("status");
    says("BANNED from node-a, no end; lift: handoff clear web node-a");
    done("clear web");
    says("2 moves and bans of web taken back");
  }

  private void failures(Stage stage) throws Stage.DeedFailed {
    stage.perform(new Step.Kill("node-b", "httpd"));
    await(() -> failCount("node-b") == 1);
    done("failcount httpd node-b");
    says("httpd on node-b: 1 of 2, last at ");
    says("counts until 'handoff cleanup httpd node-b'");
    assertEquals(ExitCode.BAD_INPUT, run("failcount", "htpd"));
    assertTrue(err.contains("did you mean 'httpd'?"), err);

    done("cleanup httpd node-b");
    await(() -> failCount("node-b") == 0);
    done("cleanup httpd node-b");
    says("no failure of httpd counts on node-b");
  }

  private void explains() {
    await(() -> isActive("node-b"));
    done("explain web");
    says("web is on node-b, where it belongs");
    says("What would move it:");
    says("2 more failures of httpd on node-b (0 of 2 so far)");
    done("explain web --json");
    JsonObject answer = JsonParser.parseString(out).getAsJsonObject();
    assertEquals("explanation", answer.get("event").getAsString());
    assertEquals("node-b", answer.get("belongs").getAsString());
    Path report = home.resolve("report.html");
    done("report httpd -o " + report);
    says(report + ": web: ");
    assertTrue(report.toFile().length() > 1_000);
    assertEquals(ExitCode.NOT_SO, run("report", "--epoch", "99"));
    assertTrue(err.contains("the journal tells of no handover with epoch 99"), err);
    done("history");
    says(System.getProperty("user.name") + " asked for: move web node-b --lifetime 30m");
    done("history --group web --kind owner-changed,handover-begun --since 1h --limit 1");
    assertEquals(1, out.lines().count(), out);
    says("web runs on node-b");
    done("history --node nobody");
    assertEquals("", out);
    assertEquals(ExitCode.BAD_INPUT, run("history", "--kind", "owner-change"));
    assertTrue(err.contains("did you mean 'owner-changed'?"), err);
    assertEquals(ExitCode.BAD_INPUT, run("history", "--since", "yesterday"));
    assertTrue(err.contains("for example 500ms"), err);
  }

  private void destroys(Stage stage) {
    assertEquals(ExitCode.BAD_INPUT, run("destroy", "--addresses", "release"));
    done("destroy --addresses release --yes");
    await(() -> run("status") == ExitCode.NOT_SO);
    assertTrue(err.contains("there is no cluster quickstart any more"), err);
    assertEquals(new Place.Nowhere(), stage.place("address"));
    done("destroy --addresses release --yes");
    says("destroyed already");

    done("apply " + SPEC);
    await(() -> isActive("node-a") || isActive("node-b"));
  }

  private boolean isActive(String node) {
    return run("status") == ExitCode.DONE && out.contains("active on " + node);
  }

  private int failCount(String node) {
    run("failcount", "httpd", node, "--json");
    return JsonParser.parseString(out).getAsJsonObject().get("failCount").getAsInt();
  }

  private void done(String line) {
    assertEquals(ExitCode.DONE, run(line.split(" ", -1)), () -> line + ": " + err);
  }

  private void says(String words) {
    assertTrue(out.contains(words), () -> words + " is not in:\n" + out);
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
