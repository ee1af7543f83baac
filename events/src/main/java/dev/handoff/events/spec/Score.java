package dev.handoff.events.spec;

/**
 * A placement score with Pacemaker's infinity arithmetic: integers between {@link #MINUS_INFINITY}
 * and {@link #INFINITY}, where infinity is one million.
 *
 * @param value between -1,000,000 and 1,000,000; anything beyond is clipped
 */
public record Score(int value) implements Comparable<Score> {

  private static final int LIMIT = 1_000_000;

  public static final Score INFINITY = new Score(LIMIT);
  public static final Score MINUS_INFINITY = new Score(-LIMIT);
  public static final Score ZERO = new Score(0);

  public Score {
    value = Math.clamp(value, -LIMIT, LIMIT);
  }

  public static Score of(long value) {
    return new Score(Math.clamp(value, -LIMIT, LIMIT));
  }

  /**
   * Adds as Pacemaker does: minus infinity with anything is minus infinity, even with plus
   * infinity, so that a ban always beats a preference; else plus infinity with anything is plus
   * infinity; finite sums are clipped.
   */
  public Score plus(Score other) {
    if (isMinusInfinity() || other.isMinusInfinity()) {
      return MINUS_INFINITY;
    }
    if (isInfinity() || other.isInfinity()) {
      return INFINITY;
    }
    return of((long) value + other.value);
  }

  public Score negated() {
    return new Score(-value);
  }

  public boolean isInfinity() {
    return value == LIMIT;
  }

  public boolean isMinusInfinity() {
    return value == -LIMIT;
  }

  @Override
  public int compareTo(Score other) {
    return Integer.compare(value, other.value);
  }

  /** The number, or {@code INFINITY} / {@code -INFINITY}: the form that the spec reads. */
  @Override
  public String toString() {
    return isInfinity() ? "INFINITY" : isMinusInfinity() ? "-INFINITY" : Integer.toString(value);
  }
}
