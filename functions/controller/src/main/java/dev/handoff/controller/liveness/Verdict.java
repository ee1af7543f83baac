package dev.handoff.controller.liveness;

import dev.handoff.events.Beat;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * @param beat its last; null: what lies in its place is no beat, and stays as it is
   * @param instead what lies there instead of a beat; empty: nothing, or a beat
   * @param silentFor as far as it can be known
   */
  record Silent(@Nullable Beat beat, String instead, Duration silentFor) implements Verdict {

    public Silent(Beat beat, Duration silentFor) {
      this(beat, "", silentFor);
    }
  }

  /** It said that it shuts down, and has stopped what it ran. */
  record Left(Beat beat) implements Verdict {}

  /** No beat of it has ever arrived. */
  record NeverHeard() implements Verdict {}

  /**
   * Its beat could not be read: nothing may be concluded.
   *
   * @param lookAgain after this time more could be said, if it is nonsense that does not move;
   *     zero: the store did not answer, and no wait is known to help
   */
  record Unreadable(String detail, Duration lookAgain) implements Verdict {

    public Unreadable(String detail) {
      this(detail, Duration.ZERO);
    }
  }

  /** The newest beat of a node that is there to be talked to. */
  default Optional<Beat> heard() {
    return switch (this) {
      case Alive alive -> Optional.of(alive.beat());
      case Suspect suspect -> Optional.of(suspect.beat());
      case Silent _, Left _, NeverHeard _, Unreadable _ -> Optional.empty();
    };
  }

  /** Whether a group may be given to this node. */
  default boolean maybeGiven() {
    return this instanceof Alive;
  }

  /** Whether whatever ran on this node may be taken from it without asking. */
  default boolean isGone() {
    return this instanceof Silent || this instanceof Left;
  }
}
