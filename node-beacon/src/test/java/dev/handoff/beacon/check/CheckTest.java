package dev.handoff.beacon.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.beacon.config.Allowed;
import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.host.StateDirectory;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Monitor.Check.Command;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code handoff-beacon check}. */
class CheckTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void ends0WhenAllIsWell() throws Exception {
    keep(Plans.of("1", service("web", "/bin/true")));

    assertEquals(0, check());
    assertEquals(
        """
        GROUP  NAME  CHECK              OUTCOME  DETAIL
        front  web   command /bin/true  ok
        """,
        said(out));
  }

  @Test
  void tellsAFailureFromACheckThatCannotBeMade() throws Exception {
    keep(Plans.of("1", service("web", "/bin/false"), service("db", "/no/such")));

    assertEquals(1, check());
    List<String> lines = said(out).lines().toList();
    assertTrue(lines.get(1).endsWith("failed   exited with 1"), lines::toString);
    assertTrue(lines.get(2).contains("unknown  cannot be run: "), lines::toString);
  }

  @Test
  void showsWhatAProbeMeasures() throws Exception {
    Duration second = Duration.ofSeconds(1);
    Probe probe =
        new Probe.Command(
            "load", List.of("echo", "7"), new Probe.Timing(second, second, Duration.ZERO));
    keep(plan(List.of(probe)));

    assertEquals(0, check());
    assertTrue(said(out).contains("-      load  command echo 7  ok       7\n"), said(out));
  }

  @Test
  void killsWhatTakesTooLong() throws Exception {
    Monitor slow =
        new Monitor(
            new Command(List.of("sleep", "1000")),
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Monitor.OnFail.RESTART);
    keep(Plans.of("1", Plans.service("web", new Kind.External(), slow)));

    assertEquals(1, check());
    assertTrue(said(out).contains("failed   no answer in time"), said(out));
  }

  @Test
  void worksBesideABeaconAndChangesNothing() throws Exception {
    try (StateDirectory beacon = StateDirectory.open(folder)) {
      beacon.keep(Plans.of("1", Plans.process("httpd", List.of("sleep", "1"), own())));
      Map<String, Long> before = files();

      assertEquals(1, check());
      assertTrue(said(out).contains("supervised  failed   not running"), said(out));
      assertEquals(before, files());
    }
  }

  @Test
  void saysWhatToDoWhenThereIsNoPlanYet() throws Exception {
    Path missing = folder.resolve("none");

    assertEquals(2, Check.run(config(missing), new PrintStream(out), new PrintStream(err)));
    assertTrue(said(err).contains("holds no plan yet: start the beacon"), said(err));
    assertFalse(Files.exists(missing));
  }

  private static Plan plan(List<Probe> probes) {
    return new Plan(
        "1", "web", "a", BeatSpec.DEFAULT, Isolation.IGNORE, List.of(), probes, List.of());
  }

  private static Monitor own() {
    return Plans.monitor(new Monitor.Check.Own());
  }

  private static Resource service(String name, String program) {
    return Plans.service(name, new Kind.External(), Plans.monitor(new Command(List.of(program))));
  }

  private void keep(Plan plan) throws IOException {
    try (StateDirectory state = StateDirectory.open(folder)) {
      state.keep(plan);
    }
  }

  private int check() throws InterruptedException {
    return Check.run(config(folder), new PrintStream(out), new PrintStream(err));
  }

  private Map<String, Long> files() throws IOException {
    Map<String, Long> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList()) {
        files.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
      }
    }
    return files;
  }

  private static String said(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  private static BeaconConfig config(Path stateDirectory) {
    return new BeaconConfig(
        "web",
        "a",
        null,
        null,
        stateDirectory,
        List.of(),
        null,
        Allowed.EVERYTHING,
        new BeaconConfig.TransportConfig.Http(URI.create("http://127.0.0.1:1"), "token"));
  }
}
