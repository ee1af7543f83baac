package dev.handoff.console.lab.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("NullAway.Init") // set before the test
@Timeout(30)
class ClientLoopTest {

  private static final Duration LONG = Duration.ofMillis(300);

  private final AtomicInteger status = new AtomicInteger(200);
  private HttpServer server;
  private ClientLoop client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(status.get(), -1);
          }
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    client = ClientLoop.start(new UrlQuestion(url));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void aServerThatIsGoneMakesAGapThatGrows() {
    await(() -> client.gaps().steadyFor(System.nanoTime()).isPositive());
    client.gaps().mark(System.nanoTime());

    server.stop(0);

    await(() -> client.gaps().largest(System.nanoTime()).compareTo(LONG) > 0);
    assertTrue(client.gaps().steadyFor(System.nanoTime()).isZero());
  }

  @Test
  void anErrorIsNoAnswer() {
    await(() -> client.gaps().steadyFor(System.nanoTime()).isPositive());
    client.gaps().mark(System.nanoTime());

    status.set(503);

    await(() -> client.gaps().largest(System.nanoTime()).compareTo(LONG) > 0);
  }

  @Test
  void aRedirectIsAnAnswer() {
    status.set(302);

    await(() -> client.gaps().steadyFor(System.nanoTime()).compareTo(LONG) > 0);
  }

  private static void await(BooleanSupplier there) {
    while (!there.getAsBoolean()) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
