package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.handoff.beacon.config.Allowed;
import dev.handoff.beacon.config.Allowed.Names;
import dev.handoff.beacon.host.CommandRun.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedCommandsTest {

  @TempDir Path folder;

  @Test
  void aProgramThatIsNamedRuns() throws Exception {
    assertEquals(
        new Result.Exited(0, "hello"),
        allowing("/bin/echo").run(List.of("/bin/echo", "hello"), new Task(1)));
  }

  @Test
  void aProgramThatIsNotNamedDoesNot() throws Exception {
    assertEquals(
        new Result.NotRun(
            "the beacon.yaml of this machine does not allow /bin/sh: add it to 'commands' of"
                + " 'allow'"),
        allowing("/bin/echo").run(List.of("/bin/sh", "-c", "true"), new Task(1)));
  }

  @Test
  void nothingIsWrittenByAProgramThatIsNotNamed() throws Exception {
    Path log = folder.resolve("log");

    Result result = allowing("/bin/true").runLogged(List.of("/bin/echo", "x"), log, new Task(1));

    assertEquals(Result.NotRun.class, result.getClass());
    assertEquals(false, log.toFile().exists());
  }

  @Test
  void aNameWithoutAPathIsTheProgramThatWouldRun() {
    String found = Programs.find("echo", null).orElseThrow().toString();

    assertNull(allowing(found).refusal(List.of("echo"), null));
    assertNotNull(allowing("/opt/echo").refusal(List.of("echo"), null));
  }

  @Test
  void aFolderAllowsWhatIsInIt() {
    assertNull(allowing("/bin/").refusal(List.of("/bin/echo"), null));
    assertNotNull(allowing("/bin").refusal(List.of("/bin/echo"), null));
  }

  @Test
  void noPathLeadsOutOfAFolderThatIsAllowed() {
    assertNotNull(allowing("/usr/lib/").refusal(List.of("/usr/lib/../bin/env"), null));
  }

  @Test
  void aRelativePathStartsFromTheDirectoryOfTheService() {
    assertNull(allowing("/bin/echo").refusal(List.of("bin/echo"), "/"));
    assertNotNull(allowing("/opt/bin/echo").refusal(List.of("bin/echo"), "/"));
  }

  @Test
  void aProgramThatIsNotThereIsToldAsSuch() {
    assertEquals(
        "there is no program /no/such", allowing("/no/such").refusal(List.of("/no/such"), null));
  }

  private static AllowedCommands allowing(String... programs) {
    return new AllowedCommands(new Allowed(Names.of(programs), Names.NONE, Allowed.AGENT_ROOT));
  }
}
