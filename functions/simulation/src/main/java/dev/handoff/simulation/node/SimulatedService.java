package dev.handoff.simulation.node;

/** A service on one machine: whether it runs, and what is wrong with it. */
final class SimulatedService {

  /** What a check of a running service comes to. */
  enum Health {
    GOOD,
    BAD,
    /** No answer. */
    MUTE
  }

  final String name;
  boolean runs;

  /** Whether the beacon's start of it has not ended yet; it may run by then. */
  boolean starts;

  Health health = Health.GOOD;

  /** The task that a supervised process is known by: its start, or the inspection that found it. */
  long instance;

  /** Counts instances, so that what was planned for one does not befall the next. */
  long generation;

  // Faults in force; numbers, because they may overlap.
  int startFails;
  int startHangs;
  int stopHangs;
  int stopFails;
  int flaps;
  int unknown;

  SimulatedService(String name) {
    this.name = name;
  }
}
