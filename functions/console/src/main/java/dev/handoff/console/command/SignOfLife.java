package dev.handoff.console.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells how far something is that may take minutes or hours, every ten seconds at most: so people
 * see that it goes on, and whoever stops it knows what it was good for.
 */
final class SignOfLife {

  static final Duration PACE = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final LongSupplier nanos;
  private long last;

  /**
   * @param err where people look, and no program
   * @param nanos a monotonic clock
   */
  SignOfLife(PrintWriter err, LongSupplier nanos) {
    this.err = err;
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /** Gives one if the last is long enough ago. */
  void give(Supplier<String> words) {
    long now = nanos.getAsLong();
    if (now - last >= PACE.toNanos()) {
      last = now;
      err.println("... " + words.get());
      err.flush();
    }
  }
}
