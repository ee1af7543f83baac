package dev.handoff.beacon.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.handoff.beacon.SelfSigned;
import dev.handoff.beacon.transport.HttpCall.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneKeyShareTest {

  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  @TempDir Path folder;

  private final AtomicInteger handshakes = new AtomicInteger();
  private SSLContext context;
  private HttpsServer server;
  private OneKeyShare sockets;

  @BeforeEach
  void aServer() throws Exception {
    context = SelfSigned.context(folder.resolve("keys.p12"), "localhost");
    server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    sockets = new OneKeyShare(context::getSocketFactory);
  }

  @AfterEach
  void isStopped() {
    server.stop(0);
  }

  @Test
  void aHandshakeOffersX25519Alone() throws Exception {
    serverTakes("x25519");

    assertEquals(200, call().status());
    assertArrayEquals(new String[] {"x25519"}, offered());
    assertEquals(1, handshakes.get());
  }

  @Test
  void aServerThatDoesNotKnowItIsOfferedAllInTheSameCall() throws Exception {
    serverTakes("secp256r1");

    assertEquals(200, call().status());
    assertEquals(2, handshakes.get());
  }

  @Test
  void afterAHandshakeThatFailedAllAreOfferedAtOnce() throws Exception {
    serverTakes("secp256r1");
    call();
    handshakes.set(0);

    assertTrue(List.of(offered()).containsAll(List.of("x25519", "secp256r1")));
    call();
    assertEquals(1, handshakes.get());
  }

  @Test
  void aSocketThatIsBoundToAnInterfaceDoesTheSame() throws Exception {
    serverTakes("secp256r1");
    BoundSockets bound = new BoundSockets("lo", sockets);

    assertEquals(200, sockets.send(() -> call(bound)).status());
  }

  @Test
  void aCertificateThatIsNotTrustedIsToldAsSuch() throws Exception {
    serverTakes("x25519");
    OneKeyShare others = new OneKeyShare(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());

    SSLHandshakeException failure =
        assertThrows(SSLHandshakeException.class, () -> others.send(() -> call(others)));

    assertTrue(failure.toString().contains("certification path"), failure::toString);
    assertEquals(2, handshakes.get());
  }

  @Test
  void aCallThatFailsOtherwiseIsNotMadeAgain() {
    AtomicInteger calls = new AtomicInteger();

    assertThrows(
        IOException.class,
        () ->
            sockets.send(() -> {
              calls.incrementAndGet();
              throw new IOException("cut");
            }));

    assertEquals(1, calls.get());
  }

  private void serverTakes(String group) {
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters connection) {
            handshakes.incrementAndGet();
            SSLParameters parameters = context.getDefaultSSLParameters();
            parameters.setNamedGroups(new String[] {group});
            connection.setSSLParameters(parameters);
          }
        });
    server.start();
  }

  private Answer call() throws IOException {
    return sockets.send(() -> call(sockets));
  }

  private Answer call(SSLSocketFactory by) throws IOException {
    URI url = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
    return HttpCall.send(
        "GET", url, Map.of("Connection", List.of("close")), "", Duration.ofSeconds(20), by);
  }

  private String[] offered() throws IOException {
    try (SSLSocket socket = (SSLSocket) sockets.createSocket()) {
      return socket.getSSLParameters().getNamedGroups();
    }
  }
}
