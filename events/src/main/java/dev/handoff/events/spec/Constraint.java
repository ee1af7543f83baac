package dev.handoff.events.spec;

import org.jspecify.annotations.Nullable;

/** A wish about where groups run, or in which order. Names are those of groups or resources. */
public sealed interface Constraint {

  /** {@code group} is worth {@code score} more (or less) on {@code node}. */
  record OnNode(String group, String node, Score score) implements Constraint {}

  /** {@code group} is worth {@code score} more (or less) wherever {@code rule} holds. */
  record ByRule(String group, Rule rule, Score score) implements Constraint {}

  /**
   * {@code group} runs where {@code with} runs, as far as {@code score} demands.
   *
   * @param influence whether the wishes of {@code group} may move {@code with}; null: as its
   *     resources' {@code critical} says
   */
  record Colocation(String group, String with, Score score, @Nullable Boolean influence)
      implements Constraint {

    public Colocation(String group, String with, Score score) {
      this(group, with, score, null);
    }
  }

  /**
   * {@code then} runs only when {@code first} runs.
   *
   * @param mandatory false: only the order of starts and stops that happen anyway
   * @param symmetrical whether {@code then} also stops before {@code first} does; null: it does
   */
  record Order(String first, String then, boolean mandatory, @Nullable Boolean symmetrical)
      implements Constraint {

    public Order(String first, String then, boolean mandatory) {
      this(first, then, mandatory, null);
    }

    /** Whether stops go the other way round. */
    public boolean bothWays() {
      return symmetrical == null || symmetrical;
    }
  }
}
