package dev.handoff.beacon.host;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees at once that a unit goes down. The kernel is asked for its main process, which costs nothing
 * but a read of one small file; systemd only when that process has ended. It may have been
 * restarted on purpose, or systemd may be about to start another: while it is under way from one
 * state to another, nothing is said; what lasts, the unit's monitors find.
 *
 * <p>A signal of systemd's own would come over D-Bus: a second connection and parser, or a process
 * that is kept open for it, and 100 ms sooner.
 */
final class UnitWatch implements Runnable {

  static final Duration POLL = Duration.ofMillis(100);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Supplier<@Nullable UnitProperties> unit;
  private final Runnable down;
  private volatile boolean ended;

  /**
   * A watch that has not begun.
   *
   * @param unit asks systemd; null: it cannot be asked
   * @param down is told once, if the unit goes down
   */
  UnitWatch(Supplier<@Nullable UnitProperties> unit, Runnable down) {
    this.unit = unit;
    this.down = down;
  }

  /** Nobody wants to know any more. */
  void end() {
    ended = true;
  }

  @Override
  public void run() {
    try {
      watch();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (!ended) {
      UnitProperties state = unit.get();
      if (state != null && state.isDown()) {
        if (!ended) {
          down.run();
        }
        return;
      }
      if (state != null && state.isActive() && state.mainPid() == 0) {
        return; // There is no process that could be watched.
      }
      if (state != null && state.mainPid() != 0 && outlived(SupervisedPid.of(state.mainPid()))) {
        pause = FIRST_PAUSE;
      }
      Thread.sleep(pause);
      pause = longer(pause);
    }
  }

  /** Waits until a process has ended; whether it was alive at all. */
  private boolean outlived(SupervisedPid process) throws InterruptedException {
    boolean wasAlive = false;
    while (!ended && process.started() != 0 && isAlive(process)) {
      wasAlive = true;
      Thread.sleep(POLL);
    }
    return wasAlive;
  }

  private static boolean isAlive(SupervisedPid process) {
    return ProcessStat.of(process.pid())
        .filter(stat -> stat.started() == process.started() && !stat.isDead())
        .isPresent();
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
