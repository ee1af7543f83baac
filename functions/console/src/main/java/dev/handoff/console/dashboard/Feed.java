package dev.handoff.console.dashboard;

import dev.handoff.console.remote.Contact;
import dev.handoff.controller.port.Time;
import java.time.Duration;

/**
 * Looks for as long as somebody watches, and hands every moment to whoever waits for it. A slow
 * watcher misses moments, and never holds up the others.
 */
final class Feed implements AutoCloseable {

  /** A page that is reloaded finds the strips as they were. */
  private static final Duration LINGER = Duration.ofSeconds(20);

  private final Lookout lookout;
  private final Time time;
  private final Thread thread;
  private Moment newest;
  private int watchers;
  private long lastWatched;
  private boolean closed;

  Feed(Contact contact, Time time) {
    this.lookout = new Lookout(contact, time);
    this.time = time;
    this.newest = Moment.none(time.now());
    this.lastWatched = time.nanos() - LINGER.toNanos();
    this.thread = Thread.ofVirtual().name("lookout").start(this::run);
  }

  /** Somebody watches from now on, until {@link #leave}. */
  synchronized void join() {
    watchers++;
    notifyAll();
  }

  synchronized void leave() {
    watchers--;
    lastWatched = time.nanos();
  }

  /**
   * Waits for a moment after that one.
   *
   * @return the newest, which is an older one if none came in time or the feed was closed
   */
  synchronized Moment after(long number, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (newest.number() <= number && !closed) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return newest;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  private void run() {
    try {
      while (awaitWatcher()) {
        Moment moment = lookout.look();
        synchronized (this) {
          newest = moment;
          notifyAll();
        }
        rest(moment.pace());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Closed: there is nobody left to look for.
    }
  }

  /** False: closed. */
  private synchronized boolean awaitWatcher() throws InterruptedException {
    while (watchers == 0 && time.nanos() - lastWatched >= LINGER.toNanos() && !closed) {
      wait();
    }
    return !closed;
  }

  private synchronized void rest(Duration pace) throws InterruptedException {
    long end = System.nanoTime() + pace.toNanos();
    long left = pace.toMillis();
    while (left > 0 && !closed) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
  }
}
