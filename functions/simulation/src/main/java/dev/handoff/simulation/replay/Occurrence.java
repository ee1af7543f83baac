package dev.handoff.simulation.replay;

import dev.handoff.events.OperatorCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that befell a cluster from outside: what a journal tells of, less what the controller
 * made of it.
 */
public sealed interface Occurrence {

  /** When it was, as near as the journal tells. */
  Instant at();

  /** A service failed; dated from when the controller was told, because nobody wrote down more. */
  record ServiceFails(Instant at, String resource, String node) implements Occurrence {}

  /**
   * A service did not start on a node.
   *
   * @param target the resource; or its group, where the journal does not say more
   * @param until when it could start there again; null: not as long as the journal lasts
   */
  record StartFails(Instant at, String target, String node, @Nullable Instant until)
      implements Occurrence {}

  /** A node was heard no more. */
  record NodeGoes(Instant at, String node, Absence absence) implements Occurrence {}

  /**
   * A node was heard for the first time, or again.
   *
   * @param gone how it had gone; null: it had not been heard before
   */
  record NodeComes(Instant at, String node, @Nullable NodeGoes gone) implements Occurrence {}

  /** A node booted so fast that nobody missed it. */
  record NodeReboots(Instant at, String node) implements Occurrence {}

  /** An operator's command was granted. */
  record Commanded(Instant at, OperatorCommand command) implements Occurrence {}

  /** Somebody led an address elsewhere. */
  record AddressStrays(Instant at, String group, String address) implements Occurrence {}

  /** Why a node was not heard. */
  enum Absence {
    /** It had no power, and came back by booting. */
    OFF,
    /** It ran, and its beats did not arrive. */
    CUT,
    /** It shut down on purpose. */
    LEFT
  }
}
