package dev.handoff.beacon.host;

import dev.handoff.beacon.loop.Finding;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Service;

/**
 * How services of one kind are looked at, started and stopped. Every call blocks for as long as it
 * takes, and ends soon after its task is killed.
 */
interface ServiceDriver {

  /** Finds out whether the service runs, without changing anything. */
  Finding inspect(Service service, Task task) throws InterruptedException;

  /** Starts the service; whether it then works is for its monitors to say. */
  Outcome start(Service service, Task task) throws InterruptedException;

  /**
   * Stops the service; {@link Outcome.Ok} means that nothing of it is left. Killing the task kills
   * the service.
   */
  Outcome stop(Service service, Task task) throws InterruptedException;

  /** The kind's own check. */
  Outcome check(Service service, Task task) throws InterruptedException;
}
