package dev.handoff.controller.placement;

/**
 * Pacemaker's score arithmetic on plain integers; the same rules as {@link
 * dev.handoff.events.spec.Score#plus}.
 */
final class Sum {

  static final int INFINITY = 1_000_000;

  /** The resource does not exist for this node: an opt-in cluster that does not name it. */
  static final int ABSENT = Integer.MIN_VALUE;

  private Sum() {}

  static int of(int a, int b) {
    if (a <= -INFINITY || b <= -INFINITY) {
      return -INFINITY;
    }
    if (a >= INFINITY || b >= INFINITY) {
      return INFINITY;
    }
    int sum = a + b;
    return sum > INFINITY ? INFINITY : sum < -INFINITY ? -INFINITY : sum;
  }

  /**
   * What {@code score} is worth by a factor: rounded to the nearest integer, but never to nothing:
   * then it is 1, or -1 for a negative factor, whatever the sign of the score. Single precision, as
   * in the original, so that the last digit agrees as well.
   */
  static int scaled(int score, float factor) {
    float exact = factor * score;
    int rounded = (int) (exact < 0 ? exact - 0.5 : exact + 0.5);
    if (rounded == 0 && score != 0 && factor != 0) {
      return factor > 0 ? 1 : -1;
    }
    return rounded;
  }
}
