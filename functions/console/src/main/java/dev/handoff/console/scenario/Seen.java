package dev.handoff.console.scenario;

/**
 * What came of a step.
 *
 * @param words what was seen
 */
record Seen(boolean isMet, String words) {

  static Seen met(String words) {
    return new Seen(true, words);
  }

  static Seen notMet(String words) {
    return new Seen(false, words);
  }
}
