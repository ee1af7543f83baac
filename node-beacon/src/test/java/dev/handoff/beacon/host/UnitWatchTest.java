package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With real processes, and a systemd that says what the test has it say. */
class UnitWatchTest {

  private final List<Process> started = new ArrayList<>();
  private final AtomicReference<UnitProperties> unit = new AtomicReference<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final UnitWatch watch =
      new UnitWatch(
          () -> {
            asked.incrementAndGet();
            return unit.get();
          },
          () -> told.add("down"));

  @BeforeEach
  void needsLinux() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "this system has no /proc");
  }

  @AfterEach
  void endAll() throws InterruptedException {
    watch.end();
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void tellsWhenTheMainProcessHasEndedAndTheUnitIsDown() throws Exception {
    Process main = sleeper();
    unit.set(state("active", main.pid()));
    Thread.startVirtualThread(watch);
    awaitQuestions(1);

    unit.set(state("failed", 0));
    main.destroyForcibly();

    assertEquals("down", told.take());
  }

  @Test
  void asksSystemdNothingAsLongAsTheProcessLives() throws Exception {
    unit.set(state("active", sleeper().pid()));
    Thread.startVirtualThread(watch);
    awaitQuestions(1);

    Thread.sleep(UnitWatch.POLL.multipliedBy(4));

    assertEquals(1, asked.get());
  }

  @Test
  void followsTheProcessThatTakesThePlaceOfTheFirst() throws Exception {
    Process first = sleeper();
    Process second = sleeper();
    unit.set(state("active", first.pid()));
    Thread.startVirtualThread(watch);
    awaitQuestions(1);

    unit.set(state("active", second.pid()));
    first.destroyForcibly();
    awaitQuestions(2);
    assertTrue(told.isEmpty(), told::toString);
    unit.set(state("inactive", 0));
    second.destroyForcibly();

    assertEquals("down", told.take());
  }

  @Test
  void saysNothingWhileSystemdItselfIsAtWork() throws Exception {
    Process first = sleeper();
    unit.set(state("active", first.pid()));
    Thread.startVirtualThread(watch);
    awaitQuestions(1);

    unit.set(state("activating", 0));
    first.destroyForcibly();
    awaitQuestions(4);
    assertTrue(told.isEmpty(), told::toString);
    unit.set(state("failed", 0));

    assertEquals("down", told.take());
  }

  @Test
  void leavesAUnitAloneThatHasNoProcess() throws Exception {
    unit.set(state("active", 0));
    CountDownLatch returned = new CountDownLatch(1);
    Thread.startVirtualThread(() -> {
      watch.run();
      returned.countDown();
    });

    assertTrue(returned.await(60, TimeUnit.SECONDS));
    assertTrue(told.isEmpty(), told::toString);
  }

  @Test
  void saysNothingOnceNobodyWantsToKnow() throws Exception {
    Process main = sleeper();
    unit.set(state("active", main.pid()));
    Thread thread = Thread.startVirtualThread(watch);
    awaitQuestions(1);

    watch.end();
    unit.set(state("inactive", 0));
    main.destroyForcibly();

    thread.join();
    assertTrue(told.isEmpty(), told::toString);
  }

  @Test
  void readsWhatSystemctlShows() {
    UnitProperties failed =
        UnitProperties.parse("Result=exit-code | ExecMainCode=1 | ExecMainStatus=3");
    UnitProperties killed = UnitProperties.parse("Result=signal\nExecMainCode=2\nExecMainStatus=9");
    UnitProperties dumped =
        UnitProperties.parse("Result=core-dump\nExecMainCode=3\nExecMainStatus=11");

    assertEquals(", result exit-code, its main process exited with 3", failed.lastRun());
    assertEquals(", result signal, its main process was killed by SIGKILL", killed.lastRun());
    assertEquals(
        ", result core-dump, its main process was killed by SIGSEGV and dumped core",
        dumped.lastRun());
    assertEquals("", UnitProperties.parse("Result=success\nExecMainCode=0").lastRun());
    assertEquals("", UnitProperties.parse("no such thing").lastRun());
    assertFalse(UnitProperties.parse("ActiveState=activating\nMainPID=7").isDown());
    assertEquals(7, UnitProperties.parse("ActiveState=active\nMainPID=7").mainPid());
  }

  private static UnitProperties state(String active, long pid) {
    return new UnitProperties(Map.of("ActiveState", active, "MainPID", Long.toString(pid)));
  }

  private void awaitQuestions(int count) throws InterruptedException {
    while (asked.get() < count) {
      Thread.sleep(5);
    }
  }

  private Process sleeper() throws IOException {
    Process process = new ProcessBuilder("sleep", "1000").start();
    started.add(process);
    return process;
  }
}
