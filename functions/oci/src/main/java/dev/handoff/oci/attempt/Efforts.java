package dev.handoff.oci.attempt;

import dev.handoff.controller.port.Time;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Begins pieces of work, each with a deadline of its own. */
public final class Efforts {

  private final Limits limits;
  private final Time time;

  public Efforts(Limits limits, Time time) {
    this.limits = limits;
    this.time = time;
  }

  /**
   * Work that changes something.
   *
   * @param current asked before each attempt of a change; false ends the work
   */
  public Effort changing(BooleanSupplier current) {
    return new Effort(time, limits.change(), current, random());
  }

  /** Work that is done for what it reads. */
  public Effort reading() {
    return new Effort(time, limits.read(), Efforts::mayNotChange, random());
  }

  /** Reads with one attempt each, for a caller that can do without the answer. */
  public Effort glancing() {
    return new Effort(time, Duration.ZERO, Efforts::mayNotChange, random());
  }

  /** How long to pause between two looks at a change that goes on by itself. */
  public Duration look() {
    return limits.look();
  }

  private static boolean mayNotChange() {
    throw new IllegalStateException("this work was to read only");
  }

  private static RandomGenerator random() {
    return ThreadLocalRandom.current();
  }
}
