package dev.handoff.console.lab.net;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that asks every few milliseconds, as new visitors come. Requests overlap, so that one
 * that hangs does not hide that the next would have been answered.
 *
 * <p>But only a few overlap: a server on a busy machine that does not get through its requests in
 * time must not be asked so many more that it never gets through them.
 */
public final class ClientLoop implements AutoCloseable {

  /** For so long a client waits for a connection, and again for an answer. */
  static final int TIMEOUT_MILLIS = 1_000;

  private static final Duration PACE = Duration.ofMillis(10);
  private static final int AT_ONCE = 16;

  private final Question question;
  private final Gaps gaps = new Gaps(System.nanoTime());
  private final Semaphore free = new Semaphore(AT_ONCE);
  private volatile boolean closed;

  private ClientLoop(Question question) {
    this.question = question;
  }

  /** One request, over a connection of its own. */
  @FunctionalInterface
  public interface Question {

    /**
     * Asks once.
     *
     * @return whether the answer was good
     * @throws IOException if there was none
     */
    boolean isAnswered() throws IOException;
  }

  /** Starts to ask. */
  public static ClientLoop start(Question question) {
    ClientLoop loop = new ClientLoop(question);
    Thread.ofVirtual().name("client of " + question).start(loop::run);
    return loop;
  }

  /** Starts to ask the address that listens on this port of loopback. */
  public static ClientLoop start(int port) {
    return start(new PortQuestion(port));
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
    try {
      if (question.isAnswered()) {
        gaps.good(System.nanoTime());
      }
    } catch (IOException e) {
      // No answer: exactly what this loop is here to notice, and it does so by the silence.
    } finally {
      free.release();
    }
  }
}
