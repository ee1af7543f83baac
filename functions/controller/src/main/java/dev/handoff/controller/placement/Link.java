package dev.handoff.controller.placement;

/**
 * A colocation between two ends. An end is the index of a member, or that of a group counted on
 * after the members.
 *
 * @param score not 0
 * @param influence whether the dependent's scores reach a primary that runs already
 */
record Link(String id, int dependent, int primary, int score, boolean influence) {

  /** The part of the dependent's scores that reaches the primary, from -1 to 1. */
  float factor() {
    return score / (float) Sum.INFINITY;
  }

  boolean mandatory() {
    return score >= Sum.INFINITY;
  }

  /** Mandatory, or as strictly apart. */
  boolean absolute() {
    return Math.abs(score) >= Sum.INFINITY;
  }
}
