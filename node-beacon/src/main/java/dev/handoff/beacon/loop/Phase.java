package dev.handoff.beacon.loop;

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

  /**
   * Nobody has looked yet whether it runs, or looking did not tell.
   *
   * @param tried looking did not tell
   */
  record Unlearned(long tryAt, boolean tried) implements Phase {}

  record Inspecting(long task, long deadline) implements Phase {}

  /** Nothing of it runs. */
  record Stopped() implements Phase {}

  /**
   * The start action is under way.
   *
   * @param killed it was forced to end, and only its end is waited for
   */
  record Launching(long task, long deadline, boolean killed) implements Phase {}

  /**
   * Started, but its monitors have not all agreed yet.
   *
   * @param instance the start that brought it up
   */
  record Proving(long instance, long deadline) implements Phase {}

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
  record Stopping(long task, long deadline, boolean forced) implements Phase {}

  /** It did not stop, even when killed. */
  record Stuck(long retryAt) implements Phase {}

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

  /** The same with later deadlines: for so long the beacon was frozen. */
  default Phase delayed(long by) {
    return switch (this) {
      case Inspecting p -> new Inspecting(p.task, Nanos.after(p.deadline, by));
      case Launching p -> new Launching(p.task, Nanos.after(p.deadline, by), p.killed);
      case Proving p -> new Proving(p.instance, Nanos.after(p.deadline, by));
      case Stopping p -> new Stopping(p.task, Nanos.after(p.deadline, by), p.forced);
      case Unlearned _, Stopped _, Running _, Broken _, Stuck _ -> this;
    };
  }
}
