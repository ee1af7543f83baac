package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.loop.Measurement;
import dev.handoff.events.spec.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
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
