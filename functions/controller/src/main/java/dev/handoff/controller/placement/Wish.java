package dev.handoff.controller.placement;

import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Score;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A constraint as placement sees it. A subject is the name of a unit or of a member of a group.
 *
 * <p>{@link #id()} is how people find it again; it is unique.
 */
public sealed interface Wish {

  String id();

  /**
   * The subject is worth {@code score} more (or less) on a node. On a group it counts once.
   *
   * @param until from this moment on it has no effect; null: until it is taken back
   */
  record OnNode(
      String id, String subject, String node, Score score, Origin origin, @Nullable Instant until)
      implements Wish {

    public OnNode(String id, String subject, String node, Score score) {
      this(id, subject, node, score, Origin.CONFIGURED, null);
    }

    public boolean isOver(Instant now) {
      return until != null && !now.isBefore(until);
    }
  }

  /** The subject is worth {@code score} more (or less) on every node where the rule holds. */
  record ByRule(String id, String subject, Rule rule, Score score) implements Wish {}

  /**
   * {@code dependent} runs where {@code primary} runs, as far as the score demands; a negative
   * score keeps them apart.
   *
   * @param influence whether the dependent's own wishes may move the primary
   */
  record Colocation(String id, String dependent, String primary, Score score, boolean influence)
      implements Wish {

    public Colocation(String id, String dependent, String primary, Score score) {
      this(id, dependent, primary, score, true);
    }
  }

  /**
   * {@code then} starts after {@code first}.
   *
   * @param mandatory {@code then} runs only when {@code first} runs; false: no effect on placement
   * @param symmetrical it also stops before {@code first} stops
   */
  record Order(String id, String first, String then, boolean mandatory, boolean symmetrical)
      implements Wish {

    public Order(String id, String first, String then) {
      this(id, first, then, true, true);
    }
  }

  /** Who wished. */
  enum Origin {
    /** The cluster's configuration. */
    CONFIGURED,
    /** An operator's move. */
    PREFER,
    /** An operator's ban. */
    BAN,
    /** An operator's move away, while another node may run the whole unit. */
    AWAY,
    /** The controller: what has to run there already does not, or cannot be known to. */
    NOT_READY,
    /** The controller: the node did not start the group in time. */
    START_FAILED
  }
}
