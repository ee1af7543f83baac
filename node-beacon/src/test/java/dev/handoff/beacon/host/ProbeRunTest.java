package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handoff.beacon.loop.Measurement;
import dev.handoff.events.spec.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Probes of real endpoints and commands, on loopback. */
class ProbeRunTest {

  private static final Probe.Timing TIMING =
      new Probe.Timing(Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ZERO);

  @Test
  void countsTheEndpointsThatAccept() throws Exception {
    try (ServerSocket open = listening();
        ServerSocket other = listening()) {
      int closed = closedPort();

      assertEquals(
          new Measurement.Value("2000"),
          run(tcp(open.getLocalPort(), closed, other.getLocalPort())));
    }
  }

  @Test
  void countsNothingWhereNobodyAccepts() throws Exception {
    assertEquals(new Measurement.Value("0"), run(tcp(closedPort())));
  }

  @Test
  void pingsThisMachine() throws Exception {
    assertEquals(new Measurement.Value("1000"), run(ping("127.0.0.1")));
  }

  @Test
  void aNameThatCannotBeResolvedIsUnknown() throws Exception {
    Measurement.Unknown unknown =
        assertInstanceOf(Measurement.Unknown.class, run(ping("no-such-host.invalid")));

    assertTrue(unknown.detail().contains("no-such-host.invalid"), unknown.detail());
  }

  @Test
  void publishesTheWordThatACommandPrints() throws Exception {
    assertEquals(new Measurement.Value("17"), run(command("echo", " 17 ")));
  }

  @Test
  void aCommandThatFailsOrSaysTooMuchIsUnknown() throws Exception {
    for (Probe probe :
        List.of(
            command("false"),
            command("true"),
            command("echo", "two words"),
            command("printf", "a\nb\n"),
            command("echo", "x".repeat(65)),
            command("/no/such/program"))) {
      assertInstanceOf(Measurement.Unknown.class, run(probe), probe::toString);
    }
  }

  @Test
  void oneLostPacketIsNoSilentHost() throws Exception {
    assertEquals(new Measurement.Value("1000"), answering(3, new ArrayList<>()));
    assertEquals(new Measurement.Value("0"), answering(4, new ArrayList<>()));
  }

  @Test
  void allAttemptsTogetherKeepTheTimeOfARound() throws Exception {
    List<Integer> patience = new ArrayList<>();

    answering(4, patience);

    assertEquals(List.of(166, 166, 166), patience);
  }

  /** A host that answers the packet of that number, and those after it. */
  private static Measurement answering(int packet, List<Integer> patience)
      throws InterruptedException {
    ProbeRun probes =
        new ProbeRun(
            true,
            (host, millis) -> {
              patience.add(millis);
              return patience.size() >= packet;
            });
    return probes.run(ping("127.0.0.1"), new Task(1));
  }

  @Test
  void measuresTheFileSystemOfAPath() throws Exception {
    Measurement.Level level =
        assertInstanceOf(Measurement.Level.class, run(new Probe.Disk("root", "/", TIMING)));

    assertTrue(level.percent() >= 0 && level.percent() <= 100, level::toString);
  }

  @Test
  void aPathThatIsNotThereOrHasNoSizeIsUnknown() throws Exception {
    assertEquals(
        new Measurement.Unknown("there is no /no/such/folder"),
        run(new Probe.Disk("none", "/no/such/folder", TIMING)));
    assertInstanceOf(Measurement.Unknown.class, run(new Probe.Disk("proc", "/proc", TIMING)));
  }

  @Test
  void countsFreeSpaceAsDfDoes() {
    // 1000 bytes, 100 of them reserved for root, 450 used: df says 50 %.
    assertEquals(new Measurement.Level(50), DiskSpace.level(1000, 550, 450));
    assertEquals(new Measurement.Level(0), DiskSpace.level(1000, 100, 0));
    assertEquals(new Measurement.Level(100), DiskSpace.level(1000, 1000, 900));
    assertEquals(new Measurement.Level(0), DiskSpace.level(0, 0, 0));
  }

  @Test
  void measuresTheLoadOfTheMachine() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/loadavg")), "this system has no /proc/loadavg");

    assertInstanceOf(Measurement.Level.class, run(new Probe.Load("load", 15, TIMING)));
  }

  @Test
  void countsTheLoadForEachProcessor() {
    String averages = "0.50 1.00 6.00 1/977 31415\n";

    assertEquals(new Measurement.Level(50), LoadAverage.level(1, averages, "0\n"));
    assertEquals(new Measurement.Level(25), LoadAverage.level(5, averages, "0-3\n"));
    assertEquals(new Measurement.Level(100), LoadAverage.level(15, averages, "0-2,5,8-9\n"));
    assertThrows(NumberFormatException.class, () -> LoadAverage.level(1, "none", "0"));
    assertThrows(NumberFormatException.class, () -> LoadAverage.level(1, averages, ""));
  }

  @Test
  void readsFromTheKernelWhetherItMayPing() {
    assertTrue(Capabilities.mayPing(List.of("Name:\tjava", "CapEff:\t000001ffffffffff")));
    assertFalse(Capabilities.mayPing(List.of("CapPrm:\t0000000000002000", "CapEff:\t0")));
    assertFalse(Capabilities.mayPing(List.of()));
  }

  private static Measurement run(Probe probe) throws InterruptedException {
    return new ProbeRun(true).run(probe, new Task(1));
  }

  private static Probe ping(String... hosts) {
    return new Probe.Ping("ping", List.of(hosts), 1000, TIMING);
  }

  private static Probe command(String... words) {
    return new Probe.Command("load", List.of(words), TIMING);
  }

  private static Probe tcp(int... ports) {
    List<Probe.Endpoint> endpoints =
        java.util.Arrays.stream(ports)
            .mapToObj(port -> new Probe.Endpoint("127.0.0.1", port))
            .toList();
    return new Probe.Tcp("reach", endpoints, 1000, TIMING);
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = listening()) {
      return socket.getLocalPort();
    }
  }
}
