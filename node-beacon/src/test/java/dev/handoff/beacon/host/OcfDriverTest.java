package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.config.Allowed;
import dev.handoff.beacon.config.Allowed.Names;
import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resource agents: one of ours that answers as it is told. */
class OcfDriverTest {

  private static final String AGENT = "test:agent";

  /** Writes down its environment, says what it is told to, and exits as it is told to. */
  private static final String SCRIPT =
      """
      #!/bin/sh
      env > "$OCF_RESKEY_folder/environment-$1"
      [ -e "$OCF_RESKEY_folder/words-$1" ] && cat "$OCF_RESKEY_folder/words-$1" >&2
      [ -e "$OCF_RESKEY_folder/exit-$1" ] && exit "$(cat "$OCF_RESKEY_folder/exit-$1")"
      exit 0
      """;

  @TempDir Path folder;

  private StateDirectory state;
  private OcfDriver driver;

  @BeforeEach
  void installsTheAgent() throws IOException {
    Path agent = folder.resolve("ocf/resource.d/test/agent");
    Files.createDirectories(agent.getParent());
    Files.writeString(agent, SCRIPT);
    assertTrue(agent.toFile().setExecutable(true));
    state = StateDirectory.open(folder.resolve("state"));
    driver = new OcfDriver(state, allowing(AGENT));
  }

  @AfterEach
  void closesTheStateDirectory() throws IOException {
    state.close();
  }

  @Test
  void theAgentFindsWhatTheStandardPromises() throws Exception {
    driver.check(service(), new Task(1));

    List<String> environment = environment("monitor");
    assertTrue(
        environment.containsAll(
            List.of(
                "OCF_ROOT=" + folder.resolve("ocf"),
                "OCF_RA_VERSION_MAJOR=1",
                "OCF_RESOURCE_INSTANCE=web",
                "OCF_RESOURCE_PROVIDER=test",
                "OCF_RESOURCE_TYPE=agent",
                "OCF_RESKEY_folder=" + folder,
                "OCF_RESKEY_port=8080",
                "OCF_CHECK_LEVEL=10",
                "OCF_RESKEY_CRM_meta_interval=10000",
                "OCF_RESKEY_CRM_meta_timeout=3000")),
        environment.toString());
  }

  @Test
  void theAgentFindsNothingOfTheBeaconsOwnEnvironment() throws Exception {
    driver.check(service(), new Task(1));

    assertFalse(environment("monitor").stream().anyMatch(line -> line.startsWith("HOME=")));
  }

  @Test
  void anInspectionIsAProbe() throws Exception {
    driver.inspect(service(), new Task(1));

    assertTrue(environment("monitor").contains("OCF_RESKEY_CRM_meta_interval=0"));
  }

  @Test
  void anActionHasTheTimeOfItsOwn() throws Exception {
    driver.start(service(), new Task(1));
    driver.stop(service(), new Task(2));

    assertTrue(environment("start").contains("OCF_RESKEY_CRM_meta_timeout=20000"));
    assertTrue(environment("stop").contains("OCF_RESKEY_CRM_meta_timeout=15000"));
  }

  @Test
  void anAgentThatTheMachineDoesNotAllowIsNotRun() throws Exception {
    OcfDriver strict = new OcfDriver(state, allowing("a:b"));

    Outcome outcome = strict.start(service(), new Task(1));

    assertEquals(
        new Outcome.Failed(
            "the beacon.yaml of this machine does not allow agent test:agent: add it to 'agents'"
                + " of 'allow'"),
        outcome);
    assertInstanceOf(Outcome.Unknown.class, strict.check(service(), new Task(2)));
    assertInstanceOf(Finding.Unclear.class, strict.inspect(service(), new Task(3)));
    assertFalse(Files.exists(folder.resolve("environment-start")));
    assertFalse(Files.exists(folder.resolve("environment-monitor")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 190, 191})
  void promotedAndDegradedWorkToo(int code) throws Exception {
    exits("monitor", code);

    assertEquals(Outcome.OK, driver.check(service(), new Task(1)));
    assertEquals(new Finding.Runs(), driver.inspect(service(), new Task(2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 9, 42})
  void everyOtherAnswerOfAMonitorIsAFailure(int code) throws Exception {
    exits("monitor", code);

    assertInstanceOf(Outcome.Failed.class, driver.check(service(), new Task(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 7})
  void whatIsNotRunningOrNotInstalledIsStopped(int code) throws Exception {
    exits("monitor", code);

    assertEquals(new Finding.IsStopped(), driver.inspect(service(), new Task(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 42})
  void whatHasFailedMayRunAllTheSame(int code) throws Exception {
    exits("monitor", code);

    assertEquals(new Finding.Runs(), driver.inspect(service(), new Task(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6})
  void anAgentThatCannotDoItsWorkSaysNothing(int code) throws Exception {
    exits("monitor", code);

    assertInstanceOf(Finding.Unclear.class, driver.inspect(service(), new Task(1)));
  }

  @Test
  void aStopThatFailsOfWhatDoesNotRunHasStopped() throws Exception {
    exits("stop", 1);
    exits("monitor", 7);

    assertEquals(Outcome.OK, driver.stop(service(), new Task(1)));
  }

  @Test
  void aStopThatFailsOfWhatRunsHasFailed() throws Exception {
    exits("stop", 1);
    Files.writeString(folder.resolve("words-stop"), "it holds on\n");

    assertEquals(
        new Outcome.Failed("test:agent failed (1): it holds on"),
        driver.stop(service(), new Task(1)));
  }

  @Test
  void theReasonThatTheAgentGivesIsWhatPeopleSee() throws Exception {
    exits("monitor", 7);
    String words = "INFO: looking\nocf-exit-reason:No process state file found\n";
    Files.writeString(folder.resolve("words-monitor"), words);

    assertEquals(
        new Outcome.Failed(
            "test:agent says that the service does not run (7): No process state file found"),
        driver.check(service(), new Task(1)));
  }

  @Test
  void aStartTellsItsReasonFromTheLog() throws Exception {
    exits("start", 6);
    Files.writeString(folder.resolve("words-start"), "ocf-exit-reason:no configfile\n");

    assertEquals(
        new Outcome.Failed("test:agent is not configured as it needs to be (6): no configfile"),
        driver.start(service(), new Task(1)));
  }

  @Test
  void anAgentThatIsNotThereSaysNothingOfTheService() throws Exception {
    Files.delete(folder.resolve("ocf/resource.d/test/agent"));

    assertInstanceOf(Outcome.Unknown.class, driver.check(service(), new Task(1)));
    assertInstanceOf(Finding.Unclear.class, driver.inspect(service(), new Task(2)));
    assertInstanceOf(Outcome.Failed.class, driver.start(service(), new Task(3)));
  }

  private void exits(String action, int code) throws IOException {
    Files.writeString(folder.resolve("exit-" + action), Integer.toString(code));
  }

  private List<String> environment(String action) throws IOException {
    return Files.readAllLines(folder.resolve("environment-" + action));
  }

  private Allowed allowing(String agent) {
    return new Allowed(Names.NONE, Names.of(agent), folder.resolve("ocf"));
  }

  private Service service() {
    Map<String, String> parameters =
        Map.of("folder", folder.toString(), "port", "8080", "OCF_CHECK_LEVEL", "10");
    Monitor monitor =
        new Monitor(
            new Monitor.Check.Own(), Duration.ofSeconds(10), Duration.ofSeconds(3), OnFail.RESTART);
    return new Service(
        "web",
        new Kind.Ocf("ocf:" + AGENT, parameters),
        List.of(monitor),
        Duration.ofSeconds(20),
        Duration.ofSeconds(15),
        Service.Runs.ACTIVE,
        80);
  }
}
