package dev.handoff.beacon.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsSocketTest {

  @TempDir Path folder;

  private final List<String> log = new ArrayList<>();

  @Test
  void whoAsksGetsTheTextOfThatMoment() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (MetricsSocket _ = open(() -> "asked " + asked.incrementAndGet())) {
      assertEquals("asked 1", ask());
      assertEquals("asked 2", ask());
    }
  }

  /** More than a socket holds: it comes in parts. */
  @Test
  void aLongTextArrivesAsAWhole() throws Exception {
    String text = "0123456789".repeat(200_000);
    try (MetricsSocket _ = open(() -> text)) {
      assertEquals(text, ask());
    }
  }

  @Test
  void whoDoesNotReadHoldsNobodyUp() throws Exception {
    try (MetricsSocket _ = open(() -> "0123456789".repeat(200_000));
        SocketChannel idle =
            SocketChannel.open(UnixDomainSocketAddress.of(MetricsSocket.of(folder)))) {
      assertTrue(idle.isConnected());
      assertEquals(2_000_000, ask().length());
    }
  }

  @Test
  void aSocketThatAKilledBeaconLeftIsReplaced() throws Exception {
    Files.createFile(MetricsSocket.of(folder));

    try (MetricsSocket _ = open(() -> "new")) {
      assertEquals("new", ask());
    }
  }

  @Test
  void whenTheBeaconEndsNobodyAnswers() throws Exception {
    MetricsSocket socket = open(() -> "text");
    assertNotNull(socket);
    socket.close();

    assertFalse(Files.exists(MetricsSocket.of(folder)));
    assertThrows(IOException.class, this::ask);
  }

  @Test
  void aPathThatIsTooLongForASocketIsSaidAndHarmsNobody() {
    Path deep = folder.resolve("a".repeat(120));

    assertNull(MetricsSocket.open(deep, () -> "text", log::add));
    assertTrue(log.getFirst().startsWith("no metrics can be asked for at " + deep), log::toString);
  }

  private @org.jspecify.annotations.Nullable MetricsSocket open(
      java.util.function.Supplier<String> text) {
    return MetricsSocket.open(MetricsSocket.of(folder), text, log::add);
  }

  private String ask() throws IOException {
    return new String(MetricsSocket.ask(MetricsSocket.of(folder)), StandardCharsets.UTF_8);
  }
}
