package dev.handoff.simulation.world;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Blocking code that can be suspended in virtual time. Each fiber has a thread, but a baton sees to
 * it that only one thread of a world runs at any moment: the agenda's, or one fiber's. Who runs
 * next is decided by the agenda alone, so threads bring no chance into the world.
 */
public final class Fiber {

  /** Thrown out of {@link #sleep} when the world ends before the fiber does. */
  public static final class WorldEnded extends Error {
    private static final long serialVersionUID = 1L;

    WorldEnded() {
      super("the simulated world has ended", null, false, false);
    }
  }

  private final Agenda agenda;
  private final Thread thread;
  private Thread driver = Thread.currentThread();
  private volatile boolean running;
  private volatile boolean finished;
  private boolean ended;
  private volatile @Nullable Throwable failure;

  /**
   * Prepares a fiber.
   *
   * @param body what it lets out ends the world
   */
  public Fiber(Agenda agenda, Consumer<Fiber> body) {
    this.agenda = agenda;
    this.thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                body.accept(this);
              } catch (WorldEnded e) {
                // As it should: nobody is left to hear of it.
              } catch (RuntimeException | Error e) {
                failure = e;
              } finally {
                finished = true;
                running = false;
                LockSupport.unpark(driver);
              }
            });
  }

  /** Runs it until it sleeps for the first time or ends. */
  public void start() {
    running = true;
    driver = Thread.currentThread();
    thread.start();
    waitForBaton();
  }

  /** Lets virtual time pass; called by the fiber itself. */
  public void sleep(long nanos) {
    if (ended) {
      throw new WorldEnded();
    }
    if (agenda.leap(nanos)) {
      return;
    }
    agenda.after(nanos, this::resume);
    giveWay();
    if (ended) {
      throw new WorldEnded();
    }
  }

  public boolean isFinished() {
    return finished;
  }

  /** Ends a fiber that sleeps, because its world has ended. */
  public void end() {
    if (!finished) {
      ended = true;
      resume();
    }
  }

  private void resume() {
    driver = Thread.currentThread();
    running = true;
    LockSupport.unpark(thread);
    waitForBaton();
  }

  private void giveWay() {
    running = false;
    LockSupport.unpark(driver);
    while (!running) {
      LockSupport.park(this);
    }
  }

  private void waitForBaton() {
    while (running) {
      LockSupport.park(this);
    }
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw new IllegalStateException("the simulation itself failed: " + thrown, thrown);
    }
  }
}
