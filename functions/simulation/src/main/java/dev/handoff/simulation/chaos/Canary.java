package dev.handoff.simulation.chaos;

/** A way to break the world on purpose, to see that broken promises are reported. */
public enum Canary {
  /** The store takes a record whatever its version. */
  BLIND_SWAPS,
  /** The address port says that an address is where it was last asked to lead, without looking. */
  SKIPS_VERIFY,
  /** The controller does not wait for acknowledgements: who was asked to stop has stopped. */
  FORGETS_ACKS,
  /** Nodes whose beats have stopped look as if they had just beaten. */
  DEAD_LOOK_ALIVE,
  /** Alerts are said to be delivered and are not. */
  MUTE_NOTIFIER
}
