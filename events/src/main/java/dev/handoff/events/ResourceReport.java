package dev.handoff.events;

import org.jspecify.annotations.Nullable;

/**
 * State of one service on one node.
 *
 * @param failures counts up for as long as the machine is booted and is never reset by the node:
 *     one for a failure, {@value #FATAL} for a failed start. The fail-count that people see is this
 *     minus what the controller has forgiven
 * @param detail why, in words for people; null when there is nothing to tell. Kept on one plain
 *     line of at most {@value #LONGEST_DETAIL} characters, whoever wrote it: it goes into the
 *     record, the journal and mails
 * @param aftermath what a failure that still counts has asked for; null: nothing beyond a restart
 */
public record ResourceReport(
    String resource,
    State state,
    long failures,
    @Nullable String detail,
    @Nullable Aftermath aftermath) {

  /** A report of a service that goes on as usual, whatever has failed. */
  public ResourceReport(String resource, State state, long failures, @Nullable String detail) {
    this(resource, state, failures, detail, null);
  }

  /** How much of a detail is kept. */
  public static final int LONGEST_DETAIL = 200;

  public ResourceReport {
    failures = Math.max(0, failures);
    detail = detail == null ? null : PlainText.line(detail, LONGEST_DETAIL);
  }

  /** What a failed start adds to the counter: Pacemaker's INFINITY. */
  public static final long FATAL = 1_000_000;

  /** What the monitor last found. */
  public enum State {
    STOPPED,
    STARTING,
    RUNNING,
    STOPPING,
    FAILED,
    /**
     * The check itself could not be made: neither healthy nor failed, and never a reason to move.
     */
    UNKNOWN
  }
}
