package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes. */
class SupervisedDriverTest {

  @TempDir Path folder;

  private final Exits exits = new Exits();
  private StateDirectory state;
  private SupervisedDriver driver;

  @BeforeEach
  void opensTheStateDirectory() throws IOException {
    state = StateDirectory.open(folder.resolve("state"));
    driver = new SupervisedDriver(state, new AllowedCommands(Allowed.EVERYTHING), exits);
  }

  @AfterEach
  void leavesNothingRunning() throws IOException {
    state.running("web").ifPresent(pid -> new ProcessTree(pid).kill());
    state.close();
  }

  @Test
  void startsAProcessAndWritesItsPidDown() throws Exception {
    assertEquals(Outcome.OK, start(sh("exec sleep 1000")));

    SupervisedPid pid = state.running("web").orElseThrow();
    assertTrue(pid.isAlive());
    assertEquals(Outcome.OK, driver.check(sh(""), new Task(2)));
    String file = Files.readString(folder.resolve("state/services/web.pid"));
    assertEquals(pid.pid() + " " + pid.started() + "\n", file);
  }

  @Test
  void saysWhyAProcessCannotBeStarted() {
    Service missing = Plans.process("web", List.of("/no/such/program"));

    assertEquals(new Outcome.Failed("there is no program /no/such/program"), start(missing));
    assertEquals(
        new Outcome.Failed("there is no program nosuchprogram"),
        start(Plans.process("web", List.of("nosuchprogram"))));
  }

  @Test
  void tellsOfACrashWithTheLastLinesOfItsOutput() throws Exception {
    start(sh("echo one; echo two >&2; echo three; echo four; exit 3"));

    assertEquals(new Exits.Exit(1, "exited with 3: two | three | four"), exits.await());
    assertEquals(new Outcome.Failed("not running"), driver.check(sh(""), new Task(2)));
  }

  @Test
  void tellsOfAKill() throws Exception {
    start(sh("exec sleep 1000"));

    kill("KILL", state.running("web").orElseThrow().pid());

    assertEquals(new Exits.Exit(1, "killed by SIGKILL"), exits.await());
  }

  @Test
  void startsWithACleanEnvironment() throws Exception {
    Kind.Supervised kind =
        new Kind.Supervised(
            List.of("/bin/sh", "-c", "env | sort > " + folder.resolve("env") + "; pwd; exit 1"),
            Map.of("COLOUR", "blue"),
            folder.toString());

    start(Plans.service("web", kind));

    assertEquals("exited with 1: " + folder.toRealPath(), exits.await().detail());
    List<String> names =
        Files.readAllLines(folder.resolve("env")).stream()
            .map(line -> line.substring(0, line.indexOf('=')))
            .filter(name -> !List.of("_", "PWD", "SHLVL", "OLDPWD").contains(name))
            .toList();
    assertEquals(List.of("COLOUR", "LANG", "PATH"), names);
  }

  @Test
  void stopsAProcessPolitely() throws Exception {
    Path farewell = folder.resolve("farewell");
    start(sh("trap 'echo bye > " + farewell + "; exit 0' TERM; while :; do sleep 0.05; done"));
    waitUntil("the trap is set", () -> hasStarted(1));

    assertEquals(Outcome.OK, driver.stop(sh(""), new Task(2)));

    assertTrue(Files.exists(farewell));
    assertTrue(state.running("web").isEmpty());
    assertEquals(new Finding.IsStopped(), driver.inspect(sh(""), new Task(3)));
  }

  @Test
  void killsAProcessThatIgnoresTheSignal() throws Exception {
    start(sh("trap '' TERM; while :; do sleep 0.05; done"));
    waitUntil("the trap is set", () -> hasStarted(1));
    SupervisedPid pid = state.running("web").orElseThrow();
    Task stop = new Task(2);
    AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
    Thread stopping = Thread.startVirtualThread(() -> outcome.set(stopped(stop)));
    waitUntil("the stop has been asked for", () -> stopping.getState() != Thread.State.NEW);

    stop.kill();
    stopping.join();

    assertEquals(Outcome.OK, outcome.get());
    assertFalse(pid.isAlive());
  }

  @Test
  void killsAProcessThatHangs() throws Exception {
    start(sh("exec sleep 1000"));
    SupervisedPid pid = state.running("web").orElseThrow();
    kill("STOP", pid.pid());
    Task stop = new Task(2);
    stop.kill();

    assertEquals(Outcome.OK, driver.stop(sh(""), stop));

    assertFalse(pid.isAlive());
  }

  @Test
  void stopsTheWholeTree() throws Exception {
    start(sh("sleep 1000 & echo $! > " + folder + "/child; wait"));
    waitUntil("the child has started", () -> childPid() > 0);
    SupervisedPid child = SupervisedPid.of(childPid());

    assertEquals(Outcome.OK, driver.stop(sh(""), new Task(2)));

    assertFalse(child.isAlive());
  }

  @Test
  void stopsWhatACrashedLeaderHasLeftBehind() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/setsid")),
        "without setsid, what a crashed process leaves behind cannot be found");
    start(sh("sleep 1000 & echo $! > " + folder + "/child; exit 1"));
    exits.await();
    SupervisedPid child = SupervisedPid.of(childPid());
    assertTrue(child.isAlive());

    assertEquals(Outcome.OK, driver.stop(sh(""), new Task(2)));

    assertFalse(child.isAlive());
  }

  @Test
  void findsAProcessOfAnEarlierBeacon() throws Exception {
    start(sh("exec sleep 1000"));
    SupervisedDriver next =
        new SupervisedDriver(state, new AllowedCommands(Allowed.EVERYTHING), exits);

    assertEquals(new Finding.Runs(), next.inspect(sh(""), new Task(7)));

    kill("KILL", state.running("web").orElseThrow().pid());
    List<Exits.Exit> both = List.of(exits.await(), exits.await());
    assertTrue(both.contains(new Exits.Exit(7, "ended")), both::toString);
  }

  @Test
  void doesNotTakeAStrangerWithTheSamePidForTheService() throws Exception {
    long own = ProcessHandle.current().pid();
    state.running("web", new SupervisedPid(own, 1));

    assertEquals(new Finding.IsStopped(), driver.inspect(sh(""), new Task(7)));
    assertEquals(Outcome.OK, driver.stop(sh(""), new Task(8)));
    assertTrue(state.running("web").isEmpty());
  }

  @Test
  void keepsTheLogSmall() throws Exception {
    Path log = state.log("web");
    Files.writeString(log, "x".repeat((int) ServiceLog.MOST_BYTES + 1));

    start(sh("echo fresh; exit 1"));

    assertEquals("exited with 1: fresh", exits.await().detail());
    assertEquals("fresh\n", Files.readString(log));
    assertEquals(
        ServiceLog.MOST_BYTES + 1, Files.size(log.resolveSibling(log.getFileName() + ".1")));
  }

  @Test
  void stopsNothingThatNeverRan() throws Exception {
    assertEquals(Outcome.OK, driver.stop(sh(""), new Task(1)));
    assertInstanceOf(Finding.IsStopped.class, driver.inspect(sh(""), new Task(2)));
  }

  private Outcome start(Service service) {
    return driver.start(service, new Task(1));
  }

  private Outcome stopped(Task task) {
    try {
      return driver.stop(sh(""), task);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The shell has got as far as its loop: it has a child. */
  private boolean hasStarted(int children) {
    try {
      long pid = state.running("web").orElseThrow().pid();
      return ProcessHandle.of(pid).orElseThrow().children().count() >= children;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private long childPid() {
    try {
      Path file = folder.resolve("child");
      String text = Files.exists(file) ? Files.readString(file).strip() : "";
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void waitUntil(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "waited for: " + what);
      Thread.sleep(5);
    }
  }

  private static void kill(String signal, long pid) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }

  private static Service sh(String script) {
    return Plans.process("web", List.of("/bin/sh", "-c", script));
  }
}
