package dev.handoff.console.lab.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoServerTest {

  @TempDir private Path directory = Path.of("");
  private Path fault = Path.of("");
  private DemoServer server;

  DemoServerTest() throws IOException {
    server = DemoServer.start(0, "nobody", null);
  }

  @BeforeEach
  void start() throws IOException {
    server.stop();
    fault = directory.resolve("fault");
    server = DemoServer.start(0, "node-a", fault);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void answersWithTheNameOfItsNode() throws Exception {
    HttpResponse<String> answer = ask();

    assertEquals(200, answer.statusCode());
    assertEquals("served by node-a\n", answer.body());
  }

  @Test
  void answersWithTheFaultForAsLongAsItIsThere() throws Exception {
    Files.writeString(fault, "503\n");
    assertEquals(503, ask().statusCode());

    Files.delete(fault);
    assertEquals(200, ask().statusCode());
  }

  @Test
  void answersAllOfManyThatComeAtOnce() throws Exception {
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        clients.add(client);
        client
            .getOutputStream()
            .write(
                "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(US_ASCII));
      }

      for (Socket client : clients) {
        String answer = new String(client.getInputStream().readAllBytes(), US_ASCII);
        assertTrue(answer.endsWith("served by node-a\n"), answer);
      }
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  private HttpResponse<String> ask() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/server-status");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }
}
