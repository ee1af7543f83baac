package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.beacon.config.Allowed;
import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services by the operator's own commands: here a flag file is the service. */
class CommandDriverTest {

  @TempDir Path folder;

  private StateDirectory state;
  private CommandDriver driver;

  @BeforeEach
  void opensTheStateDirectory() throws IOException {
    state = StateDirectory.open(folder.resolve("state"));
    driver = new CommandDriver(state, new AllowedCommands(Allowed.EVERYTHING));
  }

  @AfterEach
  void closesTheStateDirectory() throws IOException {
    state.close();
  }

  @Test
  void startsFindsChecksAndStops() throws Exception {
    Service service = flag();
    assertEquals(new Finding.IsStopped(), driver.inspect(service, new Task(1)));

    assertEquals(Outcome.OK, driver.start(service, new Task(2)));
    assertTrue(Files.exists(folder.resolve("flag")));
    assertEquals(Outcome.OK, driver.check(service, new Task(3)));
    assertEquals(new Finding.Runs(), driver.inspect(service, new Task(4)));

    assertEquals(Outcome.OK, driver.stop(service, new Task(5)));
    assertEquals(new Outcome.Failed("monitor exited with 7"), driver.check(service, new Task(6)));
  }

  @Test
  void doesNotWaitForADaemonThatHoldsTheOutput() throws Exception {
    Service service = commands("sleep 1000 & echo $! > " + folder + "/pid", "true", "true");

    assertEquals(Outcome.OK, driver.start(service, new Task(1)));

    long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    ProcessHandle daemon = ProcessHandle.of(pid).orElseThrow();
    assertTrue(daemon.isAlive());
    daemon.destroyForcibly();
  }

  @Test
  void tellsTheLastWordsOfAFailedStart() throws Exception {
    Service service = commands("echo no licence; exit 5", "true", "true");

    assertEquals(
        new Outcome.Failed("exited with 5: no licence"), driver.start(service, new Task(1)));
  }

  @Test
  void believesTheCheckWhenTheStopCommandFails() throws Exception {
    Service stopped = commands("true", "exit 1", "exit 7");
    Service running = commands("true", "exit 1", "exit 0");

    assertEquals(Outcome.OK, driver.stop(stopped, new Task(1)));
    assertEquals(new Outcome.Failed("exited with 1"), driver.stop(running, new Task(2)));
  }

  @Test
  void cannotTellWithoutTheMonitorCommand() throws Exception {
    Service service =
        Plans.service(
            "web", new Kind.Command(List.of("true"), List.of("true"), List.of("/no/such/monitor")));

    Finding.Unclear unclear =
        assertInstanceOf(Finding.Unclear.class, driver.inspect(service, new Task(1)));
    assertTrue(unclear.detail().contains("no program /no/such/monitor"), unclear::detail);
    assertInstanceOf(Outcome.Unknown.class, driver.check(service, new Task(2)));
  }

  @Test
  void endsAStartThatIsKilled() throws Exception {
    Task task = new Task(1);
    task.kill();

    assertEquals(
        new Outcome.Failed("killed by SIGKILL"),
        driver.start(commands("exec sleep 1000", "true", "true"), task));
  }

  private Service flag() {
    String flag = folder.resolve("flag").toString();
    return commands("touch " + flag, "rm " + flag, "test -e " + flag + " || exit 7");
  }

  private static Service commands(String start, String stop, String monitor) {
    return Plans.service("web", new Kind.Command(sh(start), sh(stop), sh(monitor)));
  }

  private static List<String> sh(String script) {
    return List.of("/bin/sh", "-c", script);
  }
}
