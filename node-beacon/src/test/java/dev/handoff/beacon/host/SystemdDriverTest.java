package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a stand-in for systemctl that answers as the real one does. */
class SystemdDriverTest {

  private static final Service HTTPD = Plans.service("web", new Kind.Systemd("httpd"));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"active,0", "reloading,0"})
  void takesAnActiveUnitForRunning(String state, int code) throws Exception {
    SystemdDriver driver = systemctl("echo " + state + "; exit " + code);

    assertEquals(Outcome.OK, driver.check(HTTPD, new Task(1)));
    assertEquals(new Finding.Runs(), driver.inspect(HTTPD, new Task(2)));
  }

  @ParameterizedTest
  @CsvSource({"inactive,3", "failed,3", "activating,3", "deactivating,3"})
  void takesAnyOtherStateForAFailure(String state, int code) throws Exception {
    SystemdDriver driver = systemctl("echo " + state + "; exit " + code);

    assertEquals(new Outcome.Failed("unit is " + state), driver.check(HTTPD, new Task(1)));
    assertEquals(new Finding.IsStopped(), driver.inspect(HTTPD, new Task(2)));
  }

  @Test
  void tellsHowTheLastRunEnded() throws Exception {
    SystemdDriver driver =
        systemctl(
            "case $1 in show) printf 'Result=signal\\nExecMainCode=2\\nExecMainStatus=9\\n';;"
                + " *) echo failed; exit 3;; esac");

    assertEquals(
        new Outcome.Failed("unit is failed, result signal, its main process was killed by SIGKILL"),
        driver.check(HTTPD, new Task(1)));
  }

  @Test
  void asksForNoMorePropertiesThanAreKept() {
    for (String asked : List.of(UnitProperties.STATE, UnitProperties.LAST_RUN)) {
      assertTrue(asked.split(",", -1).length <= 3, asked);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tellsOfAUnitThatWasStartedOrFoundAndWentDown(boolean started) throws Exception {
    Process main = new ProcessBuilder("sleep", "1000").start();
    LinkedBlockingQueue<Long> told = new LinkedBlockingQueue<>();
    SystemdDriver driver = unitOf(main, told::add);

    if (started) {
      driver.start(HTTPD, new Task(7));
    } else {
      driver.inspect(HTTPD, new Task(7));
    }
    main.destroyForcibly();

    assertEquals(7, told.take());
  }

  @Test
  void saysNothingOfAUnitThatItStopsItself() throws Exception {
    Process main = new ProcessBuilder("sleep", "1000").start();
    LinkedBlockingQueue<Long> told = new LinkedBlockingQueue<>();
    SystemdDriver driver = unitOf(main, told::add);
    driver.start(HTTPD, new Task(7));

    driver.stop(HTTPD, new Task(8));
    main.destroyForcibly().waitFor();
    Thread.sleep(UnitWatch.POLL.multipliedBy(4));

    assertTrue(told.isEmpty(), told::toString);
  }

  /** Active as long as its main process lives. */
  private SystemdDriver unitOf(Process main, LongConsumer down) throws IOException {
    String script =
        """
        if kill -0 %1$d 2>/dev/null; then state=active; pid=%1$d; else state=failed; pid=0; fi
        case $1 in
          show) echo MainPID=$pid; echo ActiveState=$state;;
          is-active) echo $state; test $state = active || exit 3;;
        esac
        """
            .formatted(main.pid());
    systemctl(script);
    return new SystemdDriver(folder.resolve("systemctl").toString(), down);
  }

  @Test
  void cannotTellWithoutTheBus() throws Exception {
    SystemdDriver driver = systemctl("echo Failed to connect to bus >&2; exit 1");

    assertEquals(
        new Outcome.Unknown("systemctl is-active exited with 1: Failed to connect to bus"),
        driver.check(HTTPD, new Task(1)));
    assertInstanceOf(Finding.Unclear.class, driver.inspect(HTTPD, new Task(2)));
  }

  @Test
  void cannotTellWithoutSystemctl() throws Exception {
    SystemdDriver driver = new SystemdDriver("/no/such/systemctl", task -> {});

    assertInstanceOf(Outcome.Unknown.class, driver.check(HTTPD, new Task(1)));
  }

  @Test
  void startsAndStopsTheUnit() throws Exception {
    // Whoever watches the unit only asks.
    SystemdDriver driver = systemctl("test $1 = show || echo \"$*\" >> " + folder + "/calls");

    assertEquals(Outcome.OK, driver.start(HTTPD, new Task(1)));
    assertEquals(Outcome.OK, driver.stop(HTTPD, new Task(2)));

    assertEquals("start httpd\nstop httpd\n", Files.readString(folder.resolve("calls")));
  }

  @Test
  void tellsWhyAStartFailed() throws Exception {
    SystemdDriver driver = systemctl("echo Unit httpd.service not found. >&2; exit 5");

    assertEquals(
        new Outcome.Failed("exited with 5: Unit httpd.service not found."),
        driver.start(HTTPD, new Task(1)));
  }

  @Test
  void killsTheUnitWhenAStopIsForced() throws Exception {
    SystemdDriver driver =
        systemctl(
            "case $1 in kill) echo \"$*\" > %1$s/killed;; *) while ! test -e %1$s/killed; do sleep 0.02; done;; esac"
                .formatted(folder));
    Task task = new Task(1);
    task.kill();

    assertEquals(Outcome.OK, driver.stop(HTTPD, task));

    assertEquals("kill --signal=SIGKILL httpd\n", Files.readString(folder.resolve("killed")));
  }

  private SystemdDriver systemctl(String script) throws IOException {
    Path file = folder.resolve("systemctl");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new SystemdDriver(file.toString(), task -> {});
  }
}
