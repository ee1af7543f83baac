package dev.handoff.console.drill;

import dev.handoff.console.lab.net.Gaps;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A client of a URL that asks every few milliseconds, each time over a new connection, as new
 * visitors come. Requests overlap, so that one that hangs does not hide that the next would have
 * been answered. A status from 200 to 399 is a good answer: redirects are not followed.
 */
public final class UrlClient implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(20);
  private static final int TIMEOUT_MILLIS = 1_000;
  private static final int AT_ONCE = 64;
  private static final int FIRST_BAD = 400;

  private final URI url;
  private final Gaps gaps = new Gaps(System.nanoTime());
  private final Semaphore free = new Semaphore(AT_ONCE);
  private volatile boolean closed;

  private UrlClient(URI url) {
    this.url = url;
  }

  /** Starts to ask. */
  public static UrlClient start(URI url) {
    UrlClient client = new UrlClient(url);
    Thread.ofVirtual().name("client of " + url).start(client::run);
    return client;
  }

  /** Something is about to happen: only what comes now counts. */
  public void mark() {
    gaps.mark(System.nanoTime());
  }

  /** The longest time without a good answer since the last mark. */
  public Duration longest() {
    return gaps.largest(System.nanoTime());
  }

  /** How long good answers have come without a pause. */
  public Duration steadyFor() {
    return gaps.steadyFor(System.nanoTime());
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
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setRequestProperty("Connection", "close");
      if (connection.getResponseCode() < FIRST_BAD) {
        try (InputStream body = connection.getInputStream()) {
          body.readAllBytes();
        }
        gaps.good(System.nanoTime());
      }
    } catch (IOException e) {
      // No answer: exactly what this client is here to notice, and it does so by the silence.
    } finally {
      free.release();
    }
  }
}
