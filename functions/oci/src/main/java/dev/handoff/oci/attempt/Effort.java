package dev.handoff.oci.attempt;

import com.oracle.bmc.model.BmcException;
import dev.handoff.controller.port.Time;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
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
  private boolean changed;

  Effort(Time time, Duration limit, BooleanSupplier current, RandomGenerator random) {
    this(time, time.nanos(), limit, current, random);
  }

  private Effort(
      Time time, long begun, Duration limit, BooleanSupplier current, RandomGenerator random) {
    this.time = time;
    this.begun = begun;
    this.limit = limit;
    this.current = current;
    this.random = random;
  }

  /** A part of the same work, under the same deadline, with doubts of its own. */
  public Effort part() {
    return new Effort(time, begun, limit, current, ThreadLocalRandom.current());
  }

  /**
   * Changes something that was read before, if it is still so. Who is current is asked before each
   * attempt. After an attempt without an answer the outcome is {@link Outcome.Stale}: whoever reads
   * again knows more than a repetition would tell.
   *
   * @param action OCI's name of the call
   */
  public <T> Outcome<T> update(String action, Supplier<T> call) {
    return repeat(action, call, Kind.UPDATE);
  }

  /**
   * Changes something whatever it is now; repeated until it is answered. Who is current is asked
   * before each attempt.
   *
   * @param action OCI's name of the call
   */
  public <T> Outcome<T> change(String action, Supplier<T> call) {
    return repeat(action, call, Kind.CHANGE);
  }

  /**
   * Reads something.
   *
   * @param action OCI's name of the call
   */
  public <T> Outcome<T> read(String action, Supplier<T> call) {
    return repeat(action, call, Kind.READ);
  }

  private enum Kind {
    READ,
    UPDATE,
    CHANGE
  }

  private <T> Outcome<T> repeat(String action, Supplier<T> call, Kind kind) {
    boolean changes = kind != Kind.READ;
    for (int attempt = 1; ; attempt++) {
      if (changes && !current.getAsBoolean()) {
        return new Outcome.NotCurrent<>();
      }
      Miss miss;
      try {
        T answer = call.get();
        changed |= changes;
        return new Outcome.Done<>(answer);
      } catch (BmcException e) {
        miss = Miss.of(e);
      } catch (UncheckedIOException e) {
        miss = Miss.of(e);
      }
      String detail = miss.inWords(action);
      if (miss.isStale()) {
        return new Outcome.Stale<>(detail);
      }
      if (!miss.isTemporary()) {
        return new Outcome.Refused<>(miss.status(), miss.code(), detail);
      }
      boolean open = changes && !miss.isDefinite();
      doubtful |= open;
      if (open && kind == Kind.UPDATE) {
        return new Outcome.Stale<>(detail);
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

  /** Whether nothing was changed for certain. */
  public boolean isUntouched() {
    return !doubtful && !changed;
  }
}
