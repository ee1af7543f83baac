package dev.handoff.beacon.loop;

import dev.handoff.events.spec.Service;
import java.time.Duration;

/**
 * Where a service is in its life. Every moment is in the loop's nanoseconds.
 *
 * <pre>
 * Unlearned ⇄ Inspecting ──────────────┐
 *                 │ stopped            │ runs
 *                 ▼                    ▼
 *              Stopped → Launching → Proving → Running
 *                 ▲          │          │         │   failed
 *                 │          └────────► Broken ◄──┘
 *                 │                       │
 *               Stopping ◄────────────────┘ (and from every other phase, on order)
 *                 │ not even when killed
 *                 ▼
 *               Stuck → Stopping again, after a while
 * </pre>
 */
sealed interface Phase {

  /** How long the end of something that was killed is waited for. */
  Duration KILL_LIMIT = Duration.ofSeconds(2);

  /** How long an inspection may take. */
  Duration INSPECTION_LIMIT = Duration.ofSeconds(10);

  /** How often whatever is under way is looked at, at least. */
  Duration LOOKS = Duration.ofSeconds(1);

  /**
   * Nobody has looked yet whether it runs, or looking did not tell.
   *
   * @param tried looking did not tell
   */
  record Unlearned(long tryAt, boolean tried) implements Phase {}

  record Inspecting(long task, long deadline) implements Timed {
    @Override
    public Duration limit(Service spec) {
      return INSPECTION_LIMIT;
    }

    @Override
    public Inspecting without(Standstill standstill, Service spec) {
      return new Inspecting(task, Nanos.after(deadline, standstill.atMost()));
    }
  }

  /** Nothing of it runs. */
  record Stopped() implements Phase {}

  /**
   * The start action is under way.
   *
   * @param killed it was forced to end, and only its end is waited for
   * @param disturbed the machine stood still for so long meanwhile that the start may have been
   *     given up by somebody who measured that time as well, such as systemd
   */
  record Launching(long task, long deadline, boolean killed, boolean disturbed) implements Timed {
    @Override
    public Duration limit(Service spec) {
      return killed ? KILL_LIMIT : spec.startTimeout();
    }

    @Override
    public Launching without(Standstill standstill, Service spec) {
      long length = killed ? standstill.surely() : standstill.atMost();
      boolean mayHaveRunOut = disturbed || standstill.ranOut(spec.startTimeout());
      return new Launching(task, Nanos.after(deadline, length), killed, mayHaveRunOut);
    }
  }

  /**
   * Started, but its monitors have not all agreed yet.
   *
   * @param instance the start that brought it up
   */
  record Proving(long instance, long deadline) implements Timed {
    @Override
    public Duration limit(Service spec) {
      return spec.startTimeout();
    }

    @Override
    public Proving without(Standstill standstill, Service spec) {
      return new Proving(instance, Nanos.after(deadline, standstill.atMost()));
    }
  }

  /**
   * It runs.
   *
   * @param instance the start that brought it up, or the inspection that found it
   */
  record Running(long instance, long since) implements Phase {}

  /** It has failed; what may be left of it must be stopped before it is started again. */
  record Broken() implements Phase {}

  /**
   * The stop action is under way.
   *
   * @param forced it did not stop when asked, and is being killed
   */
  record Stopping(long task, long deadline, boolean forced) implements Timed {
    @Override
    public Duration limit(Service spec) {
      return forced ? KILL_LIMIT : spec.stopTimeout();
    }

    /** Others may be waiting for the end of a stop, so it gets no more than what is sure. */
    @Override
    public Stopping without(Standstill standstill, Service spec) {
      return new Stopping(task, Nanos.after(deadline, standstill.surely()), forced);
    }
  }

  /** It did not stop, even when killed. */
  record Stuck(long retryAt) implements Phase {}

  /**
   * Something is under way that may take so long and no longer. Only time in which the beacon could
   * have watched it counts: a machine that stands still makes nobody late.
   */
  sealed interface Timed extends Phase {

    long deadline();

    /** How long it may take. */
    Duration limit(Service spec);

    /** The same with the time of the standstill left out. */
    Timed without(Standstill standstill, Service spec);

    /**
     * When to look again: soon, because the time until then counts even if the machine stands still
     * in it.
     */
    default long nextLook(Service spec, long now) {
      long soon = Math.min(Nanos.of(LOOKS), Nanos.of(limit(spec)) / 4);
      return Math.min(deadline(), Nanos.after(now, soon));
    }
  }

  /** Whether the service runs, and this start or inspection is the one that brought it up. */
  default boolean isInstance(long task) {
    return switch (this) {
      case Proving p -> p.instance == task;
      case Running p -> p.instance == task;
      case Unlearned _, Inspecting _, Stopped _, Launching _, Broken _, Stopping _, Stuck _ ->
          false;
    };
  }

  /** Whether it is known that the service does not run as it should. */
  default boolean isOut() {
    return switch (this) {
      case Unlearned _, Inspecting _, Proving _, Running _ -> false;
      case Stopped _, Launching _, Broken _, Stopping _, Stuck _ -> true;
    };
  }

  /** Whether it was looked at since the beacon began. */
  default boolean isLearned() {
    return switch (this) {
      case Unlearned p -> p.tried;
      case Inspecting _ -> false;
      case Stopped _, Launching _, Proving _, Running _, Broken _, Stopping _, Stuck _ -> true;
    };
  }
}
