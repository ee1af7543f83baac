package dev.handoff.simulation.promise;

/** A checker of one promise over the facts of one cluster, in the order in which they happened. */
public interface Promise {

  /** Number and name, as in docs/promises.md. */
  String name();

  /** Takes in a fact. */
  void see(Fact fact, Truth truth, Verdicts verdicts);

  /** Whether something is due that may be on its way. */
  default boolean owes() {
    return false;
  }

  /** The world ends: what is still owed is lost. */
  default void end(Truth truth, Verdicts verdicts) {}

  /** Where broken promises are told. */
  interface Verdicts {

    /** The moment of the fact, in nanoseconds. */
    long now();

    void broken(String words);
  }
}
