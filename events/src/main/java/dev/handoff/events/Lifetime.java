package dev.handoff.events;

import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long an operator's wish is in force. In JSON a text: {@code "forever"}, or an ISO-8601
 * duration.
 *
 * @param limit from the moment at which it was granted, more than zero and at most {@link
 *     #LONGEST}; null: until it is taken back
 */
public record Lifetime(@Nullable Duration limit) {

  /** Beyond this people mean forever, and should say so. */
  public static final Duration LONGEST = Duration.ofDays(3650);

  /** Until it is taken back. */
  public static final Lifetime FOREVER = new Lifetime(null);

  private static final String FOREVER_WORD = "forever";

  /**
   * Refuses what is no lifetime.
   *
   * @throws IllegalArgumentException if the limit is out of its range
   */
  public Lifetime {
    if (limit != null && (limit.compareTo(LONGEST) > 0 || !limit.isPositive())) {
      throw new IllegalArgumentException(
          "a lifetime of %s is not more than nothing and at most %d days; longer ones are forever"
              .formatted(limit, LONGEST.toDays()));
    }
  }

  public static Lifetime of(Duration limit) {
    return new Lifetime(limit);
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException if the text is no lifetime
   */
  public static Lifetime parse(String text) {
    if (text.equals(FOREVER_WORD)) {
      return FOREVER;
    }
    try {
      return new Lifetime(Duration.parse(text));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is neither a duration nor forever", e);
    }
  }

  @Override
  public String toString() {
    return limit == null ? FOREVER_WORD : limit.toString();
  }
}
