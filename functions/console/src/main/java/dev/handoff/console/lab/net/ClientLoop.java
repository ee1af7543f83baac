package dev.handoff.console.lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A client of one address: like {@code curl} in a loop, it asks every few milliseconds over a new
 * connection. Requests overlap, so that one that hangs does not hide that the next would have been
 * answered. A status from 200 to 299 is a good answer.
 */
public final class ClientLoop implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(10);
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int AT_ONCE = 64;
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final int port;
  private final Gaps gaps = new Gaps(System.nanoTime());
  private final Semaphore free = new Semaphore(AT_ONCE);
  private volatile boolean closed;

  private ClientLoop(int port) {
    this.port = port;
  }

  /** Starts to ask the address that listens on this port of loopback. */
  public static ClientLoop start(int port) {
    ClientLoop loop = new ClientLoop(port);
    Thread.ofVirtual().name("client-" + port).start(loop::run);
    return loop;
  }

  /** What this client has seen. */
  public Gaps gaps() {
    return gaps;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void run() {
    while (!closed) {
      if (free.tryAcquire()) {
        Thread.ofVirtual().start(this::ask);
      }
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private void ask() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(REQUEST);
      if (isGood(socket.getInputStream())) {
        gaps.good(System.nanoTime());
      }
    } catch (IOException e) {
      // No answer: exactly what this loop is here to notice, and it does so by the silence.
    } finally {
      free.release();
    }
  }

  /** Reads the whole answer, and tells whether its status line is {@code HTTP/1.x 2xx}. */
  private static boolean isGood(InputStream in) throws IOException {
    byte[] answer = in.readAllBytes();
    return answer.length > 10
        && new String(answer, 0, 10, StandardCharsets.US_ASCII).matches("HTTP/1\\.[01] 2");
  }
}
