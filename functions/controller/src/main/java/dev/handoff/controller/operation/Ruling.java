package dev.handoff.controller.operation;

import dev.handoff.controller.record.ClusterRecord;

/** What becomes of an operator's command. */
public sealed interface Ruling {

  /**
   * It can be done.
   *
   * @param next the record that does it
   * @param message for the operator
   */
  record Granted(ClusterRecord next, String message) implements Ruling {}

  /** Everything is already as the command asks. */
  record AlreadySo(String message) implements Ruling {}

  /** It cannot be done; says why, and what would help. */
  record Refused(String why) implements Ruling {}
}
