package dev.handoff.beacon.host;

import java.util.ArrayList;
import java.util.List;

/** One piece of work that somebody else may want to end by force. */
final class Task {

  private final long number;
  private final List<Runnable> means = new ArrayList<>();
  private boolean killed;

  /**
   * @param number that the loop knows it by; zero for a part of another task
   */
  Task(long number) {
    this.number = number;
  }

  long number() {
    return number;
  }

  /** Ends the work by all means that it has named, now or later. */
  void kill() {
    List<Runnable> now;
    synchronized (this) {
      if (killed) {
        return;
      }
      killed = true;
      now = List.copyOf(means);
    }
    now.forEach(Runnable::run);
  }

  synchronized boolean isKilled() {
    return killed;
  }

  /** Names a means to end the work; used at once if that has been asked for already. */
  void onKill(Runnable how) {
    synchronized (this) {
      means.add(how);
      if (!killed) {
        return;
      }
    }
    how.run();
  }
}
