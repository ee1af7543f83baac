package dev.handoff.beacon.host;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The ends of processes, as they are told. */
final class Exits implements SupervisedDriver.Exits {

  /** One process that has ended by itself. */
  record Exit(long task, String detail) {}

  private final BlockingQueue<Exit> told = new LinkedBlockingQueue<>();

  @Override
  public void exited(long task, String detail) {
    told.add(new Exit(task, detail));
  }

  Exit await() throws InterruptedException {
    Exit exit = told.poll(20, TimeUnit.SECONDS);
    if (exit == null) {
      throw new AssertionError("no process has ended");
    }
    return exit;
  }
}
