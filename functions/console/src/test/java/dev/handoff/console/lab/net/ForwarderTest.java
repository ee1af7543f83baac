package dev.handoff.console.lab.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ForwarderTest {

  private @Nullable Forwarder opened;
  private @Nullable EchoServer first;
  private @Nullable EchoServer second;

  @BeforeEach
  void open() throws IOException {
    opened = Forwarder.open(0);
    first = new EchoServer("first");
    second = new EchoServer("second");
  }

  @AfterEach
  void close() throws IOException {
    forwarder().close();
    server(first).close();
    server(second).close();
  }

  @Test
  void leadsToItsTargetAndBack() throws IOException {
    forwarder().lead(server(first).address());

    assertEquals("first: hello", ask("hello"));
  }

  @Test
  void leadsNewConnectionsToTheNewPlaceAfterAMove() throws IOException {
    forwarder().lead(server(first).address());
    forwarder().lead(server(second).address());

    assertEquals("second: hello", ask("hello"));
  }

  @Test
  void cutsExistingConnectionsAtAMove() throws IOException {
    forwarder().lead(server(first).address());
    try (Socket client = connect()) {
      assertEquals("first: one", exchange(client, "one"));

      forwarder().lead(server(second).address());

      assertThrows(IOException.class, () -> exchange(client, "two"));
    }
  }

  @Test
  void keepsConnectionsWhenItIsLedToWhereItLeadsAlready() throws IOException {
    forwarder().lead(server(first).address());
    try (Socket client = connect()) {
      exchange(client, "one");

      forwarder().lead(server(first).address());

      assertEquals("first: two", exchange(client, "two"));
    }
  }

  @Test
  void resetsConnectionsWhileItLeadsNowhere() {
    assertThrows(IOException.class, () -> ask("hello"));
  }

  @Test
  void resetsConnectionsWhenNobodyListensAtItsTarget() throws IOException {
    InetSocketAddress gone = server(first).address();
    server(first).close();
    forwarder().lead(gone);

    assertThrows(IOException.class, () -> ask("hello"));
  }

  @Test
  void answersNothingWhileItIsABlackhole() throws IOException {
    forwarder().lead(server(first).address());
    forwarder().blackhole(true);
    try (Socket client = connect()) {
      client.setSoTimeout(50);

      assertThrows(SocketTimeoutException.class, () -> exchange(client, "hello"));
    }
  }

  @Test
  void answersAgainAfterABlackhole() throws IOException {
    forwarder().lead(server(first).address());
    forwarder().blackhole(true);
    forwarder().blackhole(false);

    assertEquals("first: hello", ask("hello"));
  }

  private Forwarder forwarder() {
    return Objects.requireNonNull(opened);
  }

  private static EchoServer server(@Nullable EchoServer server) {
    return Objects.requireNonNull(server);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), forwarder().port());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private String ask(String line) throws IOException {
    try (Socket client = connect()) {
      return exchange(client, line);
    }
  }

  private static String exchange(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    for (int c = client.getInputStream().read(); c != '\n'; c = client.getInputStream().read()) {
      if (c < 0) {
        throw new IOException("closed");
      }
      answer.append((char) c);
    }
    return answer.toString();
  }

  /** Answers each line with its own name and that line. */
  private static final class EchoServer {
    private final String name;
    private final ServerSocket listener;

    EchoServer(String name) throws IOException {
      this.name = name;
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::run);
    }

    InetSocketAddress address() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    void close() throws IOException {
      listener.close();
    }

    private void run() {
      while (!listener.isClosed()) {
        try {
          Socket socket = listener.accept();
          Thread.ofVirtual().start(() -> serve(socket));
        } catch (IOException e) {
          return;
        }
      }
    }

    private void serve(Socket socket) {
      try (socket) {
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = socket.getOutputStream();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          out.write((name + ": " + line + "\n").getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException e) {
        return;
      }
    }
  }
}
