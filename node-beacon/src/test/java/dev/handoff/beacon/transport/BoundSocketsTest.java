package dev.handoff.beacon.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.handoff.beacon.SelfSigned;
import dev.handoff.beacon.transport.HttpCall.Answer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundSocketsTest {

  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  @TempDir Path folder;

  @Test
  void aSocketIsBoundToTheInterfacesOwnAddress() throws Exception {
    try (Socket socket = bound("lo").createSocket()) {
      assertTrue(socket.isBound());
      assertEquals(HERE, socket.getLocalAddress());
    }
  }

  @Test
  void aCallOverTlsIsMadeByIt() throws Exception {
    SSLContext context = SelfSigned.context(folder.resolve("keys.p12"), "localhost");
    HttpsServer server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "well".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
      BoundSockets bound = new BoundSockets("lo", context.getSocketFactory());

      Answer answer = HttpCall.send("GET", url, Map.of(), "", Duration.ofSeconds(20), bound);

      assertEquals(200, answer.status());
      assertEquals("well", answer.body());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anInterfaceThatIsNotThereIsAPathThatIsBroken() {
    SocketException failure =
        assertThrows(SocketException.class, () -> bound("nothing0").createSocket());

    assertEquals("there is no interface nothing0", failure.getMessage());
  }

  private static BoundSockets bound(String networkInterface) {
    return new BoundSockets(networkInterface, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }
}
