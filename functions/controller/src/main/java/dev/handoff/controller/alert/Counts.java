package dev.handoff.controller.alert;

import dev.handoff.events.ResourceReport;

/** Fail-counts in words. */
final class Counts {

  private Counts() {}

  /** As {@code failed 1 of 2}, {@code failed 3 times}, or {@code did not start}. */
  static String of(int count, int threshold) {
    return count >= ResourceReport.FATAL ? "did not start" : "failed " + bare(count, threshold);
  }

  /** As {@code 1 of 2} or {@code 3 times}. */
  static String bare(int count, int threshold) {
    boolean counts = threshold > 0 && threshold < ResourceReport.FATAL;
    return counts ? count + " of " + threshold : Phrases.times(count);
  }
}
