package dev.handoff.simulation.world;

import java.time.Duration;
import java.util.PriorityQueue;

/**
 * Virtual time and what is to happen when. Things happen in the order of their time, and at the
 * same time in the order in which they were planned: there is one history for one seed.
 */
public final class Agenda {

  private record Entry(long at, long order, Runnable what) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  private final PriorityQueue<Entry> queue = new PriorityQueue<>();
  private long now;
  private long orders;
  private long horizon;
  private long digest;

  /** Nanoseconds since the world began. */
  public long now() {
    return now;
  }

  public void at(long when, Runnable what) {
    queue.add(new Entry(Math.max(when, now), orders++, what));
  }

  public void after(long nanos, Runnable what) {
    at(now + nanos, what);
  }

  public void after(Duration delay, Runnable what) {
    at(now + delay.toNanos(), what);
  }

  /**
   * Lets time pass without giving way, if nothing else is to happen meanwhile.
   *
   * @return whether it has passed
   */
  boolean leap(long nanos) {
    long to = now + nanos;
    Entry next = queue.peek();
    if (to > horizon || (next != null && next.at <= to)) {
      return false;
    }
    now = to;
    return true;
  }

  /** Lets everything happen that is planned up to this moment, then stands at it. */
  public void runUntil(long end) {
    horizon = end;
    for (Entry next = queue.peek(); next != null && next.at <= end; next = queue.peek()) {
      queue.remove();
      now = next.at;
      digest = Dice.mix(digest ^ (now * 31 + next.order));
      next.what.run();
    }
    now = end;
  }

  /** Mixes something that happened into the {@link #digest}. */
  public void note(long what) {
    digest = Dice.mix(digest ^ (what + now));
  }

  /** Stands for everything that has happened, in its order. */
  public long digest() {
    return digest;
  }
}
