package dev.handoff.beacon.loop;

import dev.handoff.events.Aftermath;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.spec.Monitor.OnFail;
import org.jspecify.annotations.Nullable;

/**
 * What a node remembers of the failures of one service, for as long as the machine is booted.
 *
 * @param failures counts up only, see {@link ResourceReport#failures()}
 * @param hold what the newest holding failure asked for ({@code stop}, {@code block} or {@code
 *     standby}); null: none did
 * @param heldAt the counter right after that failure. The hold lasts until the controller has
 *     forgiven that much, which is what a cleanup does
 * @param last the newest failure in words; null before the first
 */
public record FailureRecord(
    long failures, @Nullable OnFail hold, long heldAt, @Nullable String last) {

  public static final FailureRecord NONE = new FailureRecord(0, null, 0, null);

  /** After a failure that is answered by a restart. */
  FailureRecord failed(String detail) {
    return new FailureRecord(failures + 1, hold, heldAt, detail);
  }

  /** After a start that failed, and counts so much. */
  FailureRecord startFailed(long weight, String detail) {
    return new FailureRecord(failures + weight, hold, heldAt, detail);
  }

  /** After a failure that is answered by {@code stop}, {@code block} or {@code standby}. */
  FailureRecord held(OnFail by, String detail) {
    return new FailureRecord(failures + 1, by, failures + 1, detail);
  }

  /** The fail-count that counts against the migration-threshold; never below zero. */
  long count(long forgiven) {
    return Math.max(0, failures - forgiven);
  }

  /** The hold that is still in force; null: none. */
  @Nullable OnFail hold(long forgiven) {
    Aftermath aftermath = aftermath(forgiven);
    return aftermath == null ? null : aftermath.onFail();
  }

  /** The hold that is still in force, as the controller learns of it; null: none. */
  @Nullable Aftermath aftermath(long forgiven) {
    return hold != null && forgiven < heldAt ? new Aftermath(hold, heldAt) : null;
  }
}
