package dev.handoff.beacon.loop;

import dev.handoff.events.Aftermath;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.spec.Monitor.OnFail;
import org.jspecify.annotations.Nullable;

/**
 * What has gone wrong with one service: how much of it still counts, what it holds up, and when the
 * next attempt may be made.
 */
final class Faults {

  private FailureRecord record;
  private long forgiven;

  /** What a failed start counts. */
  private long failedStart = ResourceReport.FATAL;

  private final Pacing pacing = new Pacing();

  /** A failed start was not counted, because something else may have been the reason. */
  private boolean excused;

  /** What is wrong now, in words; null: nothing. */
  private @Nullable String trouble;

  Faults(FailureRecord record) {
    this.record = record;
  }

  FailureRecord record() {
    return record;
  }

  /** The fail-count that counts against the migration-threshold. */
  long count() {
    return record.count(forgiven);
  }

  /** The hold that is in force; null: none. */
  @Nullable OnFail hold() {
    return record.hold(forgiven);
  }

  /** What the controller has to know of that hold; null: there is none. */
  @Nullable Aftermath aftermath() {
    return record.aftermath(forgiven);
  }

  @Nullable String trouble() {
    return trouble;
  }

  /** What people should read: what is wrong now, else the newest failure that still counts. */
  @Nullable String detail() {
    return trouble == null && count() > 0 ? record.last() : trouble;
  }

  boolean mayTry(long now) {
    return now >= pacing.notBefore();
  }

  /** The moment from which {@link #mayTry} will hold; never if it does already. */
  long nextTry(long now) {
    return mayTry(now) ? Nanos.NEVER : pacing.notBefore();
  }

  /** Failures up to this counter no longer count. */
  void forgive(long upTo) {
    if (upTo > forgiven) {
      pacing.forget();
    }
    forgiven = upTo;
  }

  /** Whether a failed start bans the node, or counts like any other failure. */
  void startFailureIsFatal(boolean fatal) {
    failedStart = fatal ? ResourceReport.FATAL : 1;
  }

  /** Whether a failed start may be passed over for once; the next one in a row counts. */
  boolean excuse() {
    boolean first = !excused;
    excused = true;
    return first;
  }

  void startFailed(String detail, long now) {
    record = record.startFailed(failedStart, detail);
    trouble = detail;
    pacing.failed(now, 0);
  }

  /**
   * A running service has failed.
   *
   * @param ranFor for how long it had run
   * @return whether it has to be brought down
   */
  boolean failed(OnFail onFail, String detail, long ranFor, long now) {
    if (hold() == OnFail.BLOCK) {
      return false;
    }
    switch (onFail) {
      case RESTART -> record = record.failed(detail);
      case STOP, STANDBY, BLOCK -> record = record.held(onFail, detail);
      case IGNORE -> {
        return false;
      }
    }
    if (onFail == OnFail.BLOCK) {
      return false;
    }
    trouble = detail;
    pacing.failed(now, ranFor);
    return true;
  }

  /** One failure of something that this beacon can neither start nor stop. */
  void counted(String detail) {
    record = record.failed(detail);
  }

  void troubledBy(String detail) {
    trouble = detail;
  }

  /** It works. */
  void recovered() {
    trouble = null;
    excused = false;
  }

  /** It is stopped on purpose: what went before has no bearing on its next start. */
  void settled() {
    trouble = null;
    excused = false;
    pacing.forget();
  }
}
