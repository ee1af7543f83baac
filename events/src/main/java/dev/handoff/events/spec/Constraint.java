package dev.handoff.events.spec;

/** A wish about where groups run, or in which order. Names are those of groups or resources. */
public sealed interface Constraint {

  /** {@code group} is worth {@code score} more (or less) on {@code node}. */
  record OnNode(String group, String node, Score score) implements Constraint {}

  /** {@code group} is worth {@code score} more (or less) wherever {@code rule} holds. */
  record ByRule(String group, Rule rule, Score score) implements Constraint {}

  /** {@code group} runs where {@code with} runs, as far as {@code score} demands. */
  record Colocation(String group, String with, Score score) implements Constraint {}

  /**
   * {@code then} runs only when {@code first} runs.
   *
   * @param mandatory false: only the order of starts and stops that happen anyway
   */
  record Order(String first, String then, boolean mandatory) implements Constraint {}
}
