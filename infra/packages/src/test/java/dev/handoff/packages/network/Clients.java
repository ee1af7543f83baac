package dev.handoff.packages.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks for {@code http://VIP/} every 20 ms, each time on a new connection, whatever became of the
 * last.
 */
final class Clients implements AutoCloseable {

  private static final int PACE_MILLIS = 20;
  private static final int PATIENCE_MILLIS = 1_000;
  private static final String REQUEST = "GET / HTTP/1.0\r\nHost: vip\r\n\r\n";

  /**
   * A good answer.
   *
   * @param asked when the question was sent, by the monotonic clock
   * @param answered when the answer was complete, by the same clock: a packet that was lost while
   *     nobody had the address may have been sent again
   * @param node who answered
   */
  record Answer(long asked, long answered, String node) {}

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<Answer> answers = new ArrayList<>();

  private final ScheduledFuture<?> asking =
      clock.scheduleAtFixedRate(
          () -> Thread.startVirtualThread(this::ask), 0, PACE_MILLIS, TimeUnit.MILLISECONDS);

  private void ask() {
    long asked = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(Wires.VIP, 80), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      if (answer.startsWith("HTTP/1.1 200 ")) {
        add(
            new Answer(
                asked, System.nanoTime(), answer.substring(answer.lastIndexOf("\r\n")).strip()));
      }
    } catch (IOException e) {
      return; // No answer: that is what the gap is made of.
    }
  }

  private synchronized void add(Answer answer) {
    answers.add(answer);
  }

  /** Good answers to what was asked from a moment on, in the order of the questions. */
  synchronized List<Answer> since(long moment) {
    return answers.stream()
        .filter(answer -> answer.asked >= moment)
        .sorted(Comparator.comparingLong(Answer::asked))
        .toList();
  }

  @Override
  public void close() {
    asking.cancel(false);
    clock.shutdown();
  }
}
