package dev.handoff.controller.liveness;

import dev.handoff.events.Beat;
import java.time.Duration;

/** What the evidence says about one node. */
public sealed interface Verdict {

  /** Its beats move, or nothing speaks against it. */
  record Alive(Beat beat) implements Verdict {}

  /**
   * Something speaks against it, but its beat looks fresh: skewed clocks, or an old testimony. It
   * is not taken from, and not given to, before a second look.
   *
   * @param lookAgain after this time
   */
  record Suspect(Beat beat, Duration lookAgain) implements Verdict {}

  /**
   * Its beats have stopped, and the controller has seen so itself.
   *
   * @param silentFor as far as it can be known
   */
  record Silent(Beat beat, Duration silentFor) implements Verdict {}

  /** It said that it shuts down, and has stopped what it ran. */
  record Left(Beat beat) implements Verdict {}

  /** No beat of it has ever arrived. */
  record NeverHeard() implements Verdict {}

  /** Its beat could not be read: nothing may be concluded. */
  record Unreadable(String detail) implements Verdict {}

  /** Whether a group may be given to this node. */
  default boolean maybeGiven() {
    return this instanceof Alive;
  }

  /** Whether whatever ran on this node may be taken from it without asking. */
  default boolean isGone() {
    return this instanceof Silent || this instanceof Left;
  }
}
