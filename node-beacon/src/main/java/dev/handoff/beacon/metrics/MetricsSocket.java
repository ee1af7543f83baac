package dev.handoff.beacon.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Unix socket in the state directory, which only the beacon's own user may enter. Whoever
 * connects gets the text as it is at that moment, and the end of it; nothing is read from him.
 * Nothing that goes wrong here is any trouble of the beacon's.
 */
public final class MetricsSocket implements AutoCloseable {

  /** Too many open files, for example: it may be over by then. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Path path;
  private final ServerSocketChannel server;
  private final Supplier<String> text;
  private final Consumer<String> log;

  private MetricsSocket(Path path, Supplier<String> text, Consumer<String> log) throws IOException {
    this.path = path;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    this.text = text;
    this.log = log;
  }

  /** Where the beacon of a state directory answers. */
  public static Path of(Path stateDirectory) {
    return stateDirectory.resolve("metrics.sock");
  }

  /**
   * Begins to answer, in place of a beacon that was killed and may have left its socket there.
   *
   * @param text asked once for each who connects, from a thread of its own
   * @param log hears why nobody can be answered
   * @return null: nobody can be
   */
  public static @Nullable MetricsSocket open(
      Path path, Supplier<String> text, Consumer<String> log) {
    try {
      MetricsSocket socket = new MetricsSocket(path, text, log);
      socket.bind();
      Thread.startVirtualThread(socket::serve);
      return socket;
    } catch (IOException e) {
      log.accept("no metrics can be asked for at " + path + ": " + e.getMessage());
      return null;
    }
  }

  /**
   * Asks the beacon that answers there.
   *
   * @throws IOException if none does
   */
  public static byte[] ask(Path path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        InputStream in = Channels.newInputStream(channel)) {
      return in.readAllBytes();
    }
  }

  private void bind() throws IOException {
    try {
      Files.deleteIfExists(path);
      server.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private void serve() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        Thread.startVirtualThread(() -> answer(client));
      } catch (IOException _) {
        if (!paused()) {
          return;
        }
      }
    }
  }

  private boolean paused() {
    try {
      if (server.isOpen()) {
        Thread.sleep(PAUSE);
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void answer(SocketChannel client) {
    try (client) {
      ByteBuffer bytes = ByteBuffer.wrap(text.get().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        client.write(bytes);
      }
    } catch (IOException _) {
      // He did not wait for it.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      log.accept(path + " stays behind: " + e.getMessage());
    }
  }
}
