package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.ExitCode;
import dev.handoff.console.scenario.Stage;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failovers rehearsed in a running lab: real beacons, a real service, and a client that asks. */
@SuppressWarnings("NullAway.Init") // set before each test
final class DrillInLabTest {

  private static final Path SPEC = LabRun.EXAMPLES.resolve("quickstart").resolve("cluster.yaml");
  private static final Place NODE_A = new Place.AtNode("node-a");
  private static final Place NODE_B = new Place.AtNode("node-b");

  @TempDir private Path home = Path.of("");
  private final Terminal terminal = new Terminal();
  private String formerHome;
  private LabSession session;

  @BeforeEach
  void start() throws Exception {
    formerHome = String.valueOf(System.setProperty("user.home", home.toString()));
    session =
        LabSession.start(
            assertInstanceOf(SpecResult.Valid.class, SpecReader.read(SPEC)).spec(),
            new LabSession.Settings(Set.of(), Duration.ofSeconds(1), null, null),
            new OperateTest.Nobody());
    terminal.await(() -> terminal.isActive("node-a"));
    terminal.await(this::couldBeTakenOver);
  }

  /** So as soon as the other node has told what runs there. */
  private boolean couldBeTakenOver() {
    return terminal.run("status") == ExitCode.DONE
        && terminal.out().contains("1 of 1 other node could take it");
  }

  @AfterEach
  void stop() {
    session.close();
    System.setProperty("user.home", formerHome);
    LabRun.assertNoProcessIsLeft();
  }

  @Test
  void theAddressGoesThereAndBackWhileAClientAsks() throws Exception {
    Path report = home.resolve("drill.html");

    terminal.done("drill web --back -o " + report);

    terminal.says("checked  web is served by node-a; node-b could take it; 2 nodes are online");
    terminal.says("moved    node-a -> node-b; its addresses arrived after ");
    terminal.says("moved    node-b -> node-a; its addresses arrived after ");
    assertEquals(2, terminal.out().lines().filter(DrillInLabTest::isOfAClientThatWaited).count());
    terminal.says("done     web is on node-a again");
    assertEquals(NODE_A, stage().place("address"));
    String html = Files.readString(report);
    for (String words : new String[] {"quickstart", "web", "node-a", "node-b", "move web node-b"}) {
      assertTrue(html.contains(words), () -> words + " is not in the report");
    }
    terminal.done("history --kind owner-changed --limit 2");
    terminal.says("web runs on node-b");
    terminal.says("web runs on node-a");
    terminal.done("status");
    assertFalse(terminal.out().contains("since a move"), terminal.out());
  }

  /** Stopping one server and starting the other takes a while, so nought would be no measure. */
  private static boolean isOfAClientThatWaited(String line) {
    return line.matches("client   waited \\d+\\.\\d\\d s at most") && !line.contains(" 0.00 s");
  }

  @Test
  void withoutAWayBackItStaysUntilTheWishEnds() {
    terminal.done("drill httpd node-b");

    terminal.says("done     web stays on node-b for 10 minutes; then, or after");
    assertEquals(NODE_B, stage().place("address"));
    terminal.done("status");
    terminal.says("lift: handoff clear web node-b");
  }

  @Test
  void whatAnOperatorHadAskedForIsInForceAgain() {
    terminal.done("move web node-a --lifetime forever");

    terminal.done("drill web --back");

    terminal.done("status");
    terminal.says("prefers node-a since a move, no end; lift: handoff clear web node-a");
  }

  @Test
  void nothingMovesWhileTheOtherNodeStandsBy() {
    terminal.done("standby node-b");
    Path report = home.resolve("drill.html");

    assertEquals(ExitCode.NOT_SO, terminal.run("drill", "web", "-o", report.toString()));

    terminal.complains("no drill, and nothing was changed");
    terminal.complains("node-b");
    terminal.complains("standby");
    assertNothingHasMoved();
    assertFalse(Files.exists(report), "a report of nothing");
  }

  @Test
  void nothingMovesForAReportThatCouldNotBeWritten() {
    Path nowhere = home.resolve("missing").resolve("drill.html");

    assertEquals(ExitCode.BAD_INPUT, terminal.run("drill", "web", "-o", nowhere.toString()));

    terminal.complains(nowhere + ": it cannot be written");
    assertNothingHasMoved();
  }

  @Test
  void nothingMovesForAClientThatIsNotAnswered() {
    assertEquals(ExitCode.NOT_SO, terminal.run("drill", "web", "--url", "http://127.0.0.1:1/"));

    terminal.complains("http://127.0.0.1:1/ does not answer steadily");
    assertNothingHasMoved();
  }

  private void assertNothingHasMoved() {
    assertEquals(NODE_A, stage().place("address"));
    terminal.done("history --kind operator-acted");
    assertFalse(terminal.out().contains("move web"), terminal.out());
  }

  private Stage stage() {
    return session.lab().stage();
  }
}
