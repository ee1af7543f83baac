package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Monitor.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against real processes. */
class ProcessCheckTest {

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void needsLinux() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "this system has no /proc");
  }

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void isContentWithALiveProcess() throws Exception {
    assertEquals(Outcome.OK, pidFile(sleeper().pid() + "\n", null));
    assertEquals(Outcome.OK, pidFile(" " + sleeper().pid() + "\nand more\n/run/x\n", null));
  }

  @Test
  void failsWithoutTheFile() {
    Path file = folder.resolve("gone.pid");

    assertEquals(
        new Outcome.Failed("there is no " + file),
        ProcessCheck.pidFile(new Check.PidFile(file.toString(), null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "no number\n", "-1\n", "0\n", "12345678901234567890\n", "12x\n"})
  void failsWhereTheFileNamesNoProcess(String content) throws Exception {
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, pidFile(content, null));

    assertTrue(failed.detail().contains("names no process"), failed::detail);
  }

  @Test
  void failsWhereTheProcessIsGone() throws Exception {
    Process process = sleeper();
    process.destroyForcibly().waitFor();

    assertEquals(
        new Outcome.Failed(
            "process %d of %s is gone: the file is stale".formatted(process.pid(), file())),
        pidFile(process.pid() + "\n", null));
  }

  @Test
  void failsWhereTheProcessIsAZombie() throws Exception {
    long zombie = zombie();

    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, pidFile(zombie + "\n", null));

    assertTrue(failed.detail().contains("zombie"), failed::detail);
  }

  @Test
  void failsWhereTheNumberBelongsToAYoungerProcess() throws Exception {
    long pid = sleeper().pid();
    Files.writeString(file(), pid + "\n");
    Files.setLastModifiedTime(file(), FileTime.from(Instant.now().minusSeconds(3600)));

    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, pidFile(null));

    assertEquals(
        "process %d of %s is another one (sleep), which started after the file was written"
            .formatted(pid, file()),
        failed.detail());
  }

  @Test
  void failsWhereTheProcessHasAnotherName() throws Exception {
    long pid = sleeper().pid();

    assertEquals(Outcome.OK, pidFile(pid + "\n", "sleep"));
    assertEquals(
        new Outcome.Failed(
            "process %d of %s is another one: it is called sleep, not haproxy"
                .formatted(pid, file())),
        pidFile(pid + "\n", "haproxy"));
  }

  @Test
  void asksNoClockWhereTheNameTells() throws Exception {
    Files.writeString(file(), sleeper().pid() + "\n");
    Files.setLastModifiedTime(file(), FileTime.from(Instant.now().minusSeconds(3600)));

    assertEquals(Outcome.OK, pidFile("sleep"));
  }

  @Test
  void cannotTellWhereTheFileCannotBeRead() {
    assertInstanceOf(
        Outcome.Unknown.class,
        ProcessCheck.pidFile(new Check.PidFile(folder.toString(), null)),
        "a folder");
    assertInstanceOf(
        Outcome.Unknown.class, ProcessCheck.pidFile(new Check.PidFile("/proc/self/mem\0", null)));
  }

  @Test
  void countsProcessesOfAName() throws Exception {
    Path program = program("hf-counted");
    run(program);
    run(program);

    assertEquals(Outcome.OK, processes("hf-counted", 1));
    assertEquals(Outcome.OK, processes("hf-counted", 2));
    assertEquals(
        new Outcome.Failed("2 processes are called hf-counted, at least 3 should be"),
        processes("hf-counted", 3));
  }

  @Test
  void knowsALongNameByTheProgram() throws Exception {
    run(program("hf-a-name-longer-than-the-kernel-keeps"));

    assertEquals(Outcome.OK, processes("hf-a-name-longer-than-the-kernel-keeps", 1));
  }

  @Test
  void knowsAProgramThatWasReplacedMeanwhile() throws Exception {
    Path program = program("hf-a-name-that-is-upgraded");
    run(program);
    Files.delete(program);

    assertEquals(Outcome.OK, processes("hf-a-name-that-is-upgraded", 1));
  }

  @Test
  void failsWithoutAnyProcessOfTheName() {
    assertEquals(new Outcome.Failed("no process is called hf-nobody"), processes("hf-nobody", 1));
    assertInstanceOf(Outcome.Failed.class, processes("hf-nob", 1));
  }

  @Test
  void countsNoZombies() throws Exception {
    Path program = program("hf-zombie");
    Process parent = start("sh", "-c", program + " 0 & exec sleep 1000");
    while (ProcessCheckTest.dead(parent) == 0) {
      Thread.sleep(5);
    }

    assertEquals(
        new Outcome.Failed("no process is called hf-zombie (and 1 that died: zombies)"),
        processes("hf-zombie", 1));
  }

  @Test
  void doesNotCountTheBeaconItself() throws Exception {
    Path name = Path.of("/proc/" + ProcessHandle.current().pid() + "/comm");
    String former = Files.readString(name);
    Files.writeString(name, "hf-itself");
    try {
      assertEquals(new Outcome.Failed("no process is called hf-itself"), processes("hf-itself", 1));
    } finally {
      Files.writeString(name, former);
    }
  }

  @Test
  void readsWhenTheMachineWasBooted() {
    assertEquals(
        Instant.ofEpochSecond(1_700_000_000),
        BootTime.parse(List.of("cpu  1 2 3", "btime 1700000000", "processes 5")));
    assertEquals(Instant.EPOCH, BootTime.parse(List.of()));
  }

  private Path file() {
    return folder.resolve("service.pid");
  }

  private Outcome pidFile(String content, @Nullable String name) throws IOException {
    Files.writeString(file(), content);
    return pidFile(name);
  }

  private Outcome pidFile(@Nullable String name) {
    return ProcessCheck.pidFile(new Check.PidFile(file().toString(), name));
  }

  private static Outcome processes(String name, int atLeast) {
    return ProcessCheck.processes(new Check.Processes(name, atLeast));
  }

  private Process sleeper() throws IOException, InterruptedException {
    Process process = start("sleep", "1000");
    awaitName(process, "sleep");
    return process;
  }

  /** A program of this name that does nothing. */
  private Path program(String name) throws IOException {
    Path program = folder.resolve(name);
    Files.copy(Path.of("/bin/sleep").toRealPath(), program);
    assertTrue(program.toFile().setExecutable(true));
    return program;
  }

  private void run(Path program) throws IOException, InterruptedException {
    String name = program.getFileName().toString();
    awaitName(start(program.toString(), "1000"), name.substring(0, Math.min(15, name.length())));
  }

  /** The virtual machine's own helper starts a process under its own name. */
  private static void awaitName(Process process, String name) throws InterruptedException {
    while (ProcessStat.of(process.pid()).filter(s -> s.name().equals(name)).isEmpty()) {
      Thread.sleep(5);
    }
  }

  private Process start(String... command) throws IOException {
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  /** A process whose parent never asks how it ended. */
  private long zombie() throws IOException, InterruptedException {
    Process parent = start("sh", "-c", "true & exec sleep 1000");
    long child = dead(parent);
    while (child == 0) {
      Thread.sleep(5);
      child = dead(parent);
    }
    return child;
  }

  private static long dead(Process parent) {
    return parent
        .children()
        .map(ProcessHandle::pid)
        .filter(ProcessStat::isDead)
        .findFirst()
        .orElse(0L);
  }
}
