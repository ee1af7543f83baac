package dev.handoff.simulation.fault;

/** Whose cloud a world simulates. */
public enum Provider {
  /** Beats in a table whose stream calls the function; a schedule; addresses without condition. */
  AWS,
  /** Beats in streams; beacons call the function; addresses on condition of their ETag. */
  OCI
}
