package dev.handoff.beacon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.metrics.Exposed;
import dev.handoff.events.Beat;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Role;
import dev.handoff.events.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A beacon in a process of its own, with real services. */
class BeaconMainTest {

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private FakeCloud cloud;

  @BeforeEach
  void opensTheCloud() throws IOException {
    cloud = new FakeCloud();
    cloud.plan(Plans.of("1", Plans.process("httpd", List.of("sleep", "1000"))));
  }

  @AfterEach
  void leavesNothingBehind() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
    Path pid = folder.resolve("state/services/httpd.pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(servicePid()).ifPresent(ProcessHandle::destroyForcibly);
    }
    cloud.close();
  }

  @Test
  void startsAServiceOnOrderAndStopsItBeforeItLeaves() throws Exception {
    Process beacon = beacon();
    cloud.await("first beat", beat -> beat.planVersion().isEmpty());
    cloud.order("boot-1", 1, Role.ACTIVE);
    cloud.await("active", beat -> is(beat, 1, Progress.ACTIVE));
    long service = servicePid();

    beacon.destroy();

    assertTrue(beacon.waitFor(20, TimeUnit.SECONDS), "the beacon does not end");
    assertEquals(0, beacon.exitValue());
    Beat last = cloud.beats().getLast();
    assertTrue(last.leaving() && last.urgent(), () -> Json.write(last));
    assertTrue(is(last, 1, Progress.STANDBY), () -> Json.write(last));
    assertFalse(ProcessHandle.of(service).isPresent());
  }

  @Test
  void seesACrashAtOnceAndRestartsTheService() throws Exception {
    beacon();
    cloud.order("boot-1", 1, Role.ACTIVE);
    cloud.await("active", beat -> is(beat, 1, Progress.ACTIVE));
    long service = servicePid();

    ProcessHandle.of(service).orElseThrow().destroyForcibly();

    cloud.await("a counted failure", beat -> failures(beat) == 1);
    cloud.await("active again", beat -> is(beat, 1, Progress.ACTIVE) && failures(beat) == 1);
    assertTrue(servicePid() != service, "the same process");
  }

  @Test
  void leavesServicesRunningWhenItIsKilledAndFindsThemAgain() throws Exception {
    Process first = beacon();
    cloud.order("boot-1", 1, Role.ACTIVE);
    Beat before = cloud.await("active", beat -> is(beat, 1, Progress.ACTIVE));
    long service = servicePid();
    first.destroyForcibly().waitFor();

    beacon();

    Beat after =
        cloud.await(
            "active again",
            beat -> is(beat, 1, Progress.ACTIVE) && beat.sequence() > before.sequence() + 1);
    assertEquals(0, failures(after));
    assertEquals(service, servicePid());
  }

  @Test
  void leavesServicesRunningWhenOnlyTheBeaconIsReplaced() throws Exception {
    Process first = beacon();
    cloud.order("boot-1", 1, Role.ACTIVE);
    cloud.await("active", beat -> is(beat, 1, Progress.ACTIVE));
    Files.createFile(folder.resolve("state/keep-services"));

    first.destroy();

    assertTrue(first.waitFor(20, TimeUnit.SECONDS), "the beacon does not end");
    assertTrue(ProcessHandle.of(servicePid()).orElseThrow().isAlive());
    assertFalse(cloud.beats().getLast().leaving());
    assertFalse(Files.exists(folder.resolve("state/keep-services")));
  }

  @Test
  void tellsWhatItHasCountedToWhoeverAsks() throws Exception {
    beacon();
    cloud.order("boot-1", 1, Role.ACTIVE);
    cloud.await("active", beat -> is(beat, 1, Progress.ACTIVE));

    assertEquals(0, metrics());

    Exposed metrics = Exposed.read(out.toString(StandardCharsets.UTF_8));
    assertTrue(metrics.value("handoff_beats_acknowledged_total") >= 1);
    assertEquals(1, metrics.value("handoff_group_epoch{group=\"front\"}"));
    assertTrue(metrics.value("handoff_beacon_resident_memory_bytes") > 10_000_000);
    assertTrue(metrics.value("handoff_beacon_cpu_seconds_total") > 0);
  }

  @Test
  void metricsOfABeaconThatDoesNotRunAreNotToBeHad() throws Exception {
    Process beacon = beacon();
    cloud.await("first beat", beat -> true);
    beacon.destroyForcibly().waitFor();

    assertEquals(1, metrics());

    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.startsWith("no beacon answers at " + folder.resolve("state")), said);
    assertEquals(0, out.size());
  }

  private int metrics() {
    return BeaconMain.metrics(
        List.of("--config", folder.resolve("beacon.yaml").toString()),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void exitsWith2OnAWrongConfiguration() throws Exception {
    Path config = folder.resolve("beacon.yaml");
    Files.writeString(config, "cluster: web\nnode: a\nstate-directry: /tmp\n");

    Process beacon = launch(config);

    assertTrue(beacon.waitFor(20, TimeUnit.SECONDS), "the beacon does not end");
    assertEquals(2, beacon.exitValue());
    String said = Files.readString(folder.resolve("beacon.log"));
    assertTrue(said.contains("beacon.yaml:3:1: unknown key 'state-directry'"), said);
  }

  private Process beacon() throws IOException {
    Path config = folder.resolve("beacon.yaml");
    Files.writeString(
        config,
        """
        cluster: web
        node: a
        boot: boot-1
        state-directory: %s
        allow: {commands: any}
        transport: {type: http, url: "%s", token: %s}
        """
            .formatted(folder.resolve("state"), cloud.url(), FakeCloud.TOKEN));
    return launch(config);
  }

  private Process launch(Path config) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes,
            BeaconMain.class.getName(),
            "--config",
            config.toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "beacon.log")));
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private long servicePid() throws IOException {
    String text = Files.readString(folder.resolve("state/services/httpd.pid"));
    return Long.parseLong(text.substring(0, text.indexOf(' ')));
  }

  private static boolean is(Beat beat, long epoch, Progress progress) {
    return beat.group("front")
        .equals(java.util.Optional.of(new GroupReport("front", epoch, progress)));
  }

  private static long failures(Beat beat) {
    return beat.resource("httpd").map(r -> r.failures()).orElse(-1L);
  }
}
