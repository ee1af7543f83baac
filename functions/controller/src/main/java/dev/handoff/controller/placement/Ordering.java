package dev.handoff.controller.placement;

/**
 * One step waits for another.
 *
 * @param kind what follows from it: a sum of the constants here
 */
record Ordering(int first, int then, int kind) {

  /** If the first is required, so is the other. */
  static final int IMPLIES_THEN = 1;

  /** The first is required for the sake of the other. */
  static final int IMPLIES_FIRST = 2;

  /** The other is runnable only if the first is. */
  static final int RUNNABLE_LEFT = 4;

  /** A stop that goes before the same resource's start, or before the stop of its predecessor. */
  static final int RESTART = 8;

  /** Holds in one direction only. */
  static final int ASYMMETRICAL = 16;

  /** Between resources that are kept apart: matters only where they meet on a node. */
  static final int APART = 32;

  /** A moment of a group that is part of the graph because a member's step is. */
  static final int SHOWS_FIRST = 64;

  static final int SHOWS_THEN = 128;

  /** A turn that two steps take if both happen; what Pacemaker calls optional. */
  static final int IN_TURN = 256;

  private static final int CONSEQUENTIAL = SHOWS_FIRST - 1;

  boolean has(int kinds) {
    return (kind & kinds) != 0;
  }

  /** Whether it is more than a turn that two steps take if both happen. */
  boolean isConsequential() {
    return (kind & CONSEQUENTIAL) != 0;
  }
}
