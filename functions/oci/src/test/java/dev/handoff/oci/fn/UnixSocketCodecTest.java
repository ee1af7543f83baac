package dev.handoff.oci.fn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fnproject.fn.api.InputEvent;
import com.fnproject.fn.api.OutputEvent;
import com.fnproject.fn.api.OutputEvent.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnixSocketCodecTest {

  @TempDir Path directory;

  private final AtomicReference<InputEvent> seen = new AtomicReference<>();
  private Thread function;
  private Path socket;

  @BeforeEach
  void serve() throws Exception {
    socket = directory.resolve("lsnr.sock");
    UnixSocketCodec codec = new UnixSocketCodec("unix:" + socket);
    function = Thread.ofPlatform().daemon().start(() -> codec.runCodec(this::echo));
    while (!Files.exists(socket)) {
      assertTrue(function.isAlive());
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void stop() throws Exception {
    function.interrupt();
    function.join();
  }

  private OutputEvent echo(InputEvent event) {
    seen.set(event);
    byte[] body = event.consumeBody(UnixSocketCodecTest::read);
    boolean bad = new String(body, StandardCharsets.UTF_8).equals("bad");
    return OutputEvent.fromBytes(
        body, bad ? Status.FunctionError : Status.Success, "application/json");
  }

  private static byte[] read(InputStream body) {
    try {
      return body.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCallIsAnsweredWithWhatTheFunctionSays() throws Exception {
    String answer = exchange(call("{}"));

    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(answer.contains("application/json"), answer);
    assertTrue(answer.endsWith("\r\n\r\n{}"), answer);
  }

  @Test
  void aFunctionThatFailsIsA502() throws Exception {
    assertTrue(exchange(call("bad")).startsWith("HTTP/1.1 502 "));
  }

  @Test
  void theCallsIdAndDeadlineReachTheFunction() throws Exception {
    exchange(call("{}"));

    assertEquals("01CALL", seen.get().getCallID());
    assertEquals(Instant.parse("2026-01-01T12:00:00Z"), seen.get().getDeadline());
    assertEquals("x", seen.get().getHeaders().get("Oci-Subject-Id").orElse(""));
  }

  @Test
  void severalCallsComeByOneConnection() throws Exception {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      send(channel, "POST /call HTTP/1.1\r\nHost: fn\r\nContent-Length: 1\r\n\r\n1");
      send(channel, call("2"));
      String both =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);

      assertEquals(2, both.split("HTTP/1.1 200 ", -1).length - 1, both);
    }
  }

  @Test
  void aConnectionThatBreaksDoesNotEndTheFunction() throws Exception {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      send(channel, "this is no HTTP\r\n\r\n");
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      send(channel, "POST /call HTTP/1.1\r\nHost: fn\r\nContent-Length: 100\r\n\r\nhalf");
    }

    assertTrue(exchange(call("{}")).startsWith("HTTP/1.1 200 "));
  }

  @Test
  void anotherPathIsNotFound() throws Exception {
    assertTrue(exchange(call("{}").replace("/call", "/other")).startsWith("HTTP/1.1 404 "));
  }

  @Test
  void aBodyInChunksIsReadWhole() throws Exception {
    String answer =
        exchange(
            """
            POST /call HTTP/1.1\r
            Host: fn\r
            Connection: close\r
            Transfer-Encoding: chunked\r
            \r
            3\r
            abc\r
            2\r
            de\r
            0\r
            \r
            """);

    assertTrue(answer.endsWith("abcde"), answer);
  }

  /** The platform runs as somebody else. */
  @Test
  void theSocketIsOpenToThePlatform() throws Exception {
    assertEquals("rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unix:", "/tmp/lsnr.sock", "tcp://127.0.0.1:80"})
  void aListenerThatIsNoSocketIsRefused(String listener) {
    assertThrows(IllegalArgumentException.class, () -> new UnixSocketCodec(listener));
  }

  private static String call(String body) {
    return """
    POST /call HTTP/1.1\r
    Host: fn\r
    Connection: close\r
    Fn-Call-Id: 01CALL\r
    Fn-Deadline: 2026-01-01T12:00:00Z\r
    Oci-Subject-Id: x\r
    Content-Type: application/json\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(body.length(), body);
  }

  private String exchange(String request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      send(channel, request);
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void send(SocketChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
