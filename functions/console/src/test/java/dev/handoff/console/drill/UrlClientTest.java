package dev.handoff.console.drill;

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
class UrlClientTest {

  private static final Duration LONG = Duration.ofMillis(300);

  private final AtomicInteger status = new AtomicInteger(200);
  private HttpServer server;
  private UrlClient client;

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
    client = UrlClient.start(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void aServerThatIsGoneMakesAGapThatGrows() {
    await(() -> client.steadyFor().isPositive());
    client.mark();

    server.stop(0);

    await(() -> client.longest().compareTo(LONG) > 0);
    assertTrue(client.steadyFor().isZero());
  }

  @Test
  void anErrorIsNoAnswer() {
    await(() -> client.steadyFor().isPositive());
    client.mark();

    status.set(503);

    await(() -> client.longest().compareTo(LONG) > 0);
  }

  @Test
  void aRedirectIsAnAnswer() {
    status.set(302);

    await(() -> client.steadyFor().compareTo(LONG) > 0);
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
