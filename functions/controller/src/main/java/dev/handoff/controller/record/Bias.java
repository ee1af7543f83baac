package dev.handoff.controller.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wish about one group and one node that is not in the spec: Pacemaker's {@code cli-prefer} and
 * {@code cli-ban}.
 *
 * @param until the moment at which it is over; null: until it is cleared
 */
public record Bias(String group, String node, Kind kind, @Nullable Instant until) {

  /** Where a bias comes from, and which way it points. */
  public enum Kind {
    /** An operator's move: plus infinity. */
    PREFER,
    /** An operator's ban: minus infinity. */
    BAN,
    /** The node did not start the group within its time: minus infinity, until cleanup. */
    START_FAILED
  }

  public boolean isOver(Instant now) {
    return until != null && !now.isBefore(until);
  }
}
