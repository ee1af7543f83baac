package dev.handoff.oci.attempt;

import com.oracle.bmc.model.BmcException;
import dev.handoff.controller.port.Time;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One piece of work on OCI: some calls that follow from each other, under one deadline. What was
 * turned away for the moment is repeated, with backoff and jitter. Remembers whether a change was
 * left without an answer. Not for several threads.
 */
public final class Effort {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Time time;
  private final long begun;
  private final Duration limit;
  private final BooleanSupplier current;
  private final RandomGenerator random;
  private boolean doubtful;

  Effort(Time time, Duration limit, BooleanSupplier current, RandomGenerator random) {
    this.time = time;
    this.begun = time.nanos();
    this.limit = limit;
    this.current = current;
    this.random = random;
  }

  /**
   * Changes something; who is current is asked before each attempt.
   *
   * @param action OCI's name of the call
   */
  public <T> Outcome<T> change(String action, Supplier<T> call) {
    return repeat(action, call, true);
  }

  /**
   * Reads something.
   *
   * @param action OCI's name of the call
   */
  public <T> Outcome<T> read(String action, Supplier<T> call) {
    return repeat(action, call, false);
  }

  private <T> Outcome<T> repeat(String action, Supplier<T> call, boolean changes) {
    for (int attempt = 1; ; attempt++) {
      if (changes && !current.getAsBoolean()) {
        return new Outcome.NotCurrent<>();
      }
      String detail;
      try {
        return new Outcome.Done<>(call.get());
      } catch (BmcException e) {
        if (e.isClientSide() || e.getStatusCode() <= 0) {
          doubtful |= changes;
          detail = action + ": no answer: " + e.getUnmodifiedMessage();
        } else {
          Refusal refusal = Refusal.of(e);
          detail = refusal.inWords(action);
          if (refusal.isStale()) {
            return new Outcome.Stale<>(detail);
          }
          if (!refusal.isTemporary()) {
            return new Outcome.Refused<>(refusal.status(), refusal.code(), detail);
          }
          doubtful |= changes && !refusal.isDefinite();
        }
      }
      if (!pause(backoff(attempt))) {
        return new Outcome.GivenUp<>(detail + ", after " + attempt + " attempts");
      }
    }
  }

  /**
   * Waits before the same is tried again, longer each time.
   *
   * @param attempt how often it was tried
   * @return false, at once, if the deadline would be over then
   */
  public boolean pauseAfter(int attempt) {
    return pause(backoff(attempt));
  }

  /**
   * Waits.
   *
   * @return false, at once, if the deadline would be over then
   */
  public boolean pause(Duration duration) {
    if (time.nanos() - begun + duration.toNanos() >= limit.toNanos()) {
      return false;
    }
    time.pause(duration);
    return true;
  }

  /** Half of it is jitter, so that those who were turned away together do not return together. */
  private Duration backoff(int attempt) {
    long full =
        Math.min(
            LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(attempt - 1, Byte.SIZE));
    return Duration.ofNanos(full / 2 + random.nextLong(full / 2 + 1));
  }

  /**
   * Whether a change was left without an answer, and may have been carried out, or may still be.
   */
  public boolean isDoubtful() {
    return doubtful;
  }
}
