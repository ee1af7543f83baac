package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Monitor.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks against real servers and processes. */
class MonitorRunTest {

  private static final Duration TIMEOUT = Duration.ofMillis(400);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 399})
  void isContentWithASuccessOrARedirect(int status) throws Exception {
    assertEquals(Outcome.OK, answering(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 500, 503})
  void isNotContentWithAnError(int status) throws Exception {
    assertEquals(new Outcome.Failed("answered status " + status), answering(status));
  }

  @Test
  void takesARefusedConnectionForAFailure() throws Exception {
    int port = freePort();

    Outcome.Failed http =
        assertInstanceOf(Outcome.Failed.class, run(new Check.Http(local(port)), TIMEOUT));
    Outcome.Failed tcp =
        assertInstanceOf(Outcome.Failed.class, run(new Check.Tcp("127.0.0.1", port), TIMEOUT));

    assertTrue(http.detail().contains("refused"), http::detail);
    assertTrue(tcp.detail().contains("refused"), tcp::detail);
  }

  @Test
  void takesAServerThatAcceptsAndSaysNothingForAFailure() throws Exception {
    try (ServerSocket mute = listen()) {
      Check check = new Check.Http(local(mute.getLocalPort()));

      assertEquals(new Outcome.Failed("no answer within 400ms"), run(check, TIMEOUT));
    }
  }

  @Test
  void takesAServerThatDoesNotSpeakHttpForAFailure() throws Exception {
    try (ServerSocket rude = listen()) {
      Thread.startVirtualThread(() -> hangUp(rude));

      assertInstanceOf(
          Outcome.Failed.class,
          run(new Check.Http(local(rude.getLocalPort())), Duration.ofSeconds(5)));
    }
  }

  @Test
  void isContentWithAnAcceptedTcpConnection() throws Exception {
    try (ServerSocket server = listen()) {
      assertEquals(Outcome.OK, run(new Check.Tcp("127.0.0.1", server.getLocalPort()), TIMEOUT));
    }
  }

  @Test
  void cannotTellWhereANameDoesNotResolve() throws Exception {
    assertInstanceOf(Outcome.Unknown.class, run(new Check.Http("http://no..name/"), TIMEOUT));
    assertInstanceOf(Outcome.Unknown.class, run(new Check.Tcp("no..name", 80), TIMEOUT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://127.0.0.1/", "not a url", "http//127.0.0.1"})
  void cannotTellWithoutAWebAddress(String url) throws Exception {
    assertInstanceOf(Outcome.Unknown.class, run(new Check.Http(url), TIMEOUT));
  }

  @Test
  void judgesACommandByItsExitCode() throws Exception {
    assertEquals(Outcome.OK, run(sh("exit 0"), TIMEOUT));
    assertEquals(new Outcome.Failed("exited with 7"), run(sh("exit 7"), TIMEOUT));
    assertEquals(
        new Outcome.Failed("exited with 1: disk full"), run(sh("echo disk full; exit 1"), TIMEOUT));
  }

  @Test
  void cannotTellWhenTheCommandCannotBeRun() throws Exception {
    Outcome.Unknown unknown =
        assertInstanceOf(
            Outcome.Unknown.class, run(new Check.Command(List.of("/no/such/check")), TIMEOUT));

    assertTrue(unknown.detail().contains("no program"), unknown::detail);
  }

  @Test
  void keepsOnlyTheEndOfALongOutput() throws Exception {
    Outcome.Failed failed =
        assertInstanceOf(
            Outcome.Failed.class,
            run(sh("for i in $(seq 20000); do echo line $i; done; exit 1"), TIMEOUT));

    assertEquals("exited with 1: line 19998 | line 19999 | line 20000", failed.detail());
  }

  @Test
  void killsTheWholeTreeOfACommandThatIsAbandoned() throws Exception {
    Path child = folder.resolve("child");

    killsWithItsCommand(child, "sleep 1000 & echo $! > " + child + "; wait");
  }

  @Test
  void killsWhatHasLostItsParentToo() throws Exception {
    Path child = folder.resolve("child");

    killsWithItsCommand(child, "(sleep 1000 & echo $! > " + child + "); sleep 1000");
  }

  private void killsWithItsCommand(Path child, String script) throws Exception {
    Task task = new Task(1);
    Thread run = Thread.startVirtualThread(() -> run(sh(script), task));
    while (!Files.exists(child) || Files.readString(child).isBlank()) {
      Thread.sleep(5);
    }
    long pid = Long.parseLong(Files.readString(child).strip());

    task.kill();
    run.join();

    SupervisedPid left = SupervisedPid.of(pid);
    while (left.isAlive()) {
      Thread.sleep(5);
    }
    assertFalse(left.isAlive());
  }

  @Test
  void asksTheKindForItsOwnCheck() throws Exception {
    Outcome odd = new Outcome.Unknown("odd");
    Monitor monitor = monitor(new Check.Own(), TIMEOUT);

    assertEquals(odd, MonitorRun.run(monitor, task -> odd, new Task(1)));
  }

  private static Outcome answering(int status) throws Exception {
    HttpServer server = HttpServer.create(loopback(), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      return run(new Check.Http(local(server.getAddress().getPort())), Duration.ofSeconds(5));
    } finally {
      server.stop(0);
    }
  }

  private static Outcome run(Check check, Duration timeout) throws InterruptedException {
    return MonitorRun.run(monitor(check, timeout), task -> Outcome.OK, new Task(1));
  }

  private static Outcome run(Check check, Task task) {
    try {
      return MonitorRun.run(monitor(check, TIMEOUT), own -> Outcome.OK, task);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Monitor monitor(Check check, Duration timeout) {
    return new Monitor(check, Duration.ofSeconds(1), timeout, Monitor.OnFail.RESTART);
  }

  private static Check.Command sh(String script) {
    return new Check.Command(List.of("/bin/sh", "-c", script));
  }

  private static void hangUp(ServerSocket server) {
    try {
      server.accept().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = listen()) {
      return socket.getLocalPort();
    }
  }

  private static String local(int port) {
    return "http://127.0.0.1:" + port + "/";
  }
}
