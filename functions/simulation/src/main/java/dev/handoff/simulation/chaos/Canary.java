package dev.handoff.simulation.chaos;

/** A world that is broken on purpose, to see that broken promises are reported. */
public enum Canary {
  /** The store takes a record whatever its version. */
  BLIND_SWAPS,
  /** Nodes whose beats have stopped are shown as if they had just beaten. */
  DEAD_LOOK_ALIVE,
  /** Alerts are struck from the outbox without having been sent. */
  MUTE_NOTIFIER,
  /** Calls go to the cloud before their cause is committed. */
  CALLS_BEFORE_COMMIT,
  /** Isolated nodes do not stop. */
  NO_ISOLATION
}
