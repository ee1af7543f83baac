package dev.handoff.beacon.transport;

import dev.handoff.beacon.transport.HttpCall.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The interfaces by which a store is tried, in order, so that a flooded or broken network does not
 * cost the heartbeat. The one that has worked last is tried first, and the first of all again after
 * a while. What is sent must do no harm when it arrives twice.
 */
final class Paths {

  /** How long a path that has helped out is kept before the better one is tried again. */
  static final Duration DETOUR = Duration.ofSeconds(30);

  private final List<String> interfaces;
  private final LongSupplier nanos;
  private int preferred;
  private long since;

  /** Makes a call by one interface. */
  interface Attempt {
    Answer by(String networkInterface) throws IOException;
  }

  /**
   * @param interfaces at least one
   * @param nanos a monotonic clock
   */
  Paths(List<String> interfaces, LongSupplier nanos) {
    this.interfaces = List.copyOf(interfaces);
    this.nanos = nanos;
  }

  int count() {
    return interfaces.size();
  }

  /**
   * Makes a call by the first interface that brings an answer.
   *
   * @throws IOException if none does: why the one that was tried first did not, the others being
   *     suppressed
   */
  Answer send(Attempt attempt) throws IOException {
    IOException failure = null;
    for (int path : order()) {
      try {
        Answer answer = attempt.by(interfaces.get(path));
        worked(path);
        return answer;
      } catch (IOException e) {
        if (failure == null) {
          failure = new IOException("by " + interfaces.get(path) + ": " + e, e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    throw failure == null ? new IOException("there is no path") : failure;
  }

  private synchronized List<Integer> order() {
    if (preferred != 0 && nanos.getAsLong() - since > DETOUR.toNanos()) {
      preferred = 0;
    }
    List<Integer> order = new ArrayList<>(List.of(preferred));
    for (int i = 0; i < interfaces.size(); i++) {
      if (i != preferred) {
        order.add(i);
      }
    }
    return order;
  }

  private synchronized void worked(int path) {
    if (path != preferred) {
      preferred = path;
      since = nanos.getAsLong();
    }
  }
}
