package dev.handoff.beacon.loop;

import dev.handoff.events.spec.Probe;
import org.jspecify.annotations.Nullable;

/**
 * Levels as node attributes: in steps, because every new value of an attribute makes a beat urgent
 * and has the controller look, and a level is never quite the same twice.
 *
 * <p>For the worse a step is taken as soon as its bound is passed, so that a rule on that bound
 * holds at once; for the better only when the bound is passed by half a step, so that a level that
 * hovers around it does not go to and fro.
 */
final class Steps {

  /** Free space, of which less is worse. */
  private static final int OF_DISK = 1;

  /** Load, of which more is worse. */
  private static final int OF_LOAD = 10;

  /** Load beyond what the processors can do, where every process is late anyway. */
  private static final int OF_OVERLOAD = 50;

  private static final int FULL = 100;

  private Steps() {}

  /**
   * What is to be published.
   *
   * @param before what is published; null: nothing yet, or something that was measured otherwise
   */
  static String attribute(Probe probe, double percent, @Nullable String before) {
    int step = probe instanceof Probe.Load ? stepOfLoad(percent) : OF_DISK;
    int level = (int) Math.floor(percent / step) * step;
    if (before == null) {
      return Integer.toString(level);
    }
    int published = Integer.parseInt(before);
    boolean changes =
        probe instanceof Probe.Load
            ? level > published || percent < published - stepBelow(published) / 2.0
            : level < published || percent >= published + OF_DISK * 1.5;
    return changes ? Integer.toString(level) : before;
  }

  private static int stepOfLoad(double percent) {
    return percent < FULL ? OF_LOAD : OF_OVERLOAD;
  }

  private static int stepBelow(int published) {
    return published <= FULL ? OF_LOAD : OF_OVERLOAD;
  }
}
