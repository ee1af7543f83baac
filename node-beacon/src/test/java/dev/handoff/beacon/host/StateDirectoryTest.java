package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.beacon.loop.FailureRecord;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.Monitor.OnFail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

  private static final Map<String, FailureRecord> FAILURES =
      Map.of(
          "web", new FailureRecord(3, OnFail.STOP, 2, "status 500"),
          "db", new FailureRecord(1, null, 0, null));

  @TempDir Path folder;

  private Path root;
  private StateDirectory state;

  @BeforeEach
  void opens() throws IOException {
    root = folder.resolve("a/b");
    state = StateDirectory.open(root);
  }

  @AfterEach
  void closes() throws IOException {
    state.close();
  }

  @Test
  void remembersTheFailuresOfABoot() throws Exception {
    state.remember("boot-1", FAILURES);

    assertEquals(FAILURES, state.failures("boot-1"));
  }

  @Test
  void forgetsThemWithTheBoot() throws Exception {
    state.remember("boot-1", FAILURES);

    assertEquals(Map.of(), state.failures("boot-2"));
  }

  @Test
  void knowsOfNoFailuresAtFirst() throws Exception {
    assertEquals(Map.of(), state.failures("boot-1"));
  }

  @Test
  void saysWhichFileIsDamaged() throws Exception {
    Files.writeString(root.resolve("failures.json"), "{\"boot\"");

    IOException thrown = assertThrows(IOException.class, () -> state.failures("boot-1"));

    assertEquals(root.resolve("failures.json") + " is damaged; remove it", thrown.getMessage());
  }

  @Test
  void leavesNoHalfWrittenFileBehind() throws Exception {
    state.remember("boot-1", FAILURES);
    state.remember("boot-1", Map.of());

    assertEquals(Map.of(), state.failures("boot-1"));
    assertFalse(Files.exists(root.resolve("failures.json.next")));
  }

  @Test
  void keepsThePlan() throws Exception {
    Plan plan = Plans.of("v1", Plans.process("web", List.of("web")));
    assertEquals(Optional.empty(), state.plan());

    state.keep(plan);

    assertEquals(Optional.of(plan), state.plan());
  }

  @Test
  void doesWithoutAPlanThatItCannotRead() throws Exception {
    Files.writeString(root.resolve("plan.json"), "{}");

    assertEquals(Optional.empty(), state.plan());
  }

  @Test
  void takesTheWishToKeepServicesOnlyOnce() throws Exception {
    assertFalse(state.takeKeepServices());
    Files.createFile(root.resolve("keep-services"));

    assertTrue(state.takeKeepServices());
    assertFalse(state.takeKeepServices());
  }

  @Test
  void isReadableForItsOwnerOnly() throws Exception {
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(root)));
  }

  @Test
  void isForOneBeaconAtATime() {
    IOException thrown = assertThrows(IOException.class, () -> StateDirectory.open(root));

    assertEquals(root + " is in use by another beacon", thrown.getMessage());
  }

  @Test
  void takesADamagedPidFileForNone() throws Exception {
    Files.writeString(root.resolve("services/web.pid"), "12 abc\n");

    assertEquals(Optional.empty(), state.running("web"));
  }
}
