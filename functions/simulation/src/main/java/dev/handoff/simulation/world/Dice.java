package dev.handoff.simulation.world;

import java.time.Duration;
import java.util.List;

/**
 * Seeded chance (SplitMix64). Whoever needs chance has dice of their own, forked by name, so that
 * taking one fault out of a plan does not change everybody else's luck.
 */
public final class Dice {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long state;

  public Dice(long seed) {
    this.seed = mix(seed + GOLDEN);
    this.state = this.seed;
  }

  /** Other dice, which depend on this seed and on the name only. */
  public Dice fork(String name) {
    return new Dice(seed ^ mix(name.hashCode() * GOLDEN));
  }

  /** Scrambles 64 bits. */
  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** From zero to {@code bound} - 1. */
  public int below(int bound) {
    return (int) Math.floorMod(next(), (long) bound);
  }

  /** From {@code least} to {@code most}, both included. */
  public long between(long least, long most) {
    return least + Math.floorMod(next(), most - least + 1);
  }

  /** From zero to one. */
  public double fraction() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  public boolean chance(double probability) {
    return probability > 0 && fraction() < probability;
  }

  public Duration between(Duration least, Duration most) {
    return Duration.ofNanos(between(least.toNanos(), most.toNanos()));
  }

  public <T> T pick(List<T> things) {
    return things.get(below(things.size()));
  }
}
