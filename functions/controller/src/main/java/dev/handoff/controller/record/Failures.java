package dev.handoff.controller.record;

import dev.handoff.events.Aftermath;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.spec.Monitor.OnFail;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The failures of one resource on one node. The node's counter only grows; forgiving raises the
 * mark up to which it does not count, so that repeated and late beats can never count twice.
 *
 * @param reported the node's own counter, see {@link ResourceReport#failures()}
 * @param forgiven part of it that a cleanup or the failure-timeout has taken away
 * @param last when an evaluation first saw the newest failure, by the controller's clock; null when
 *     there was none
 * @param detail what the node said of the newest failure; null: nothing
 * @param aftermath what a failure had asked for beyond a restart when the node was last heard;
 *     null: nothing
 */
public record Failures(
    long reported,
    long forgiven,
    @Nullable Instant last,
    @Nullable String detail,
    @Nullable Aftermath aftermath) {

  public static final Failures NONE = new Failures(0, 0, null);

  /** A detail is kept for people, in a record that has to stay small. */
  private static final int MAX_DETAIL = 160;

  /** Failures that are answered by restarts. */
  public Failures(long reported, long forgiven, @Nullable Instant last) {
    this(reported, forgiven, last, null, null);
  }

  /** What a failure that still counts has asked for beyond a restart; null: nothing. */
  public @Nullable OnFail demand() {
    return aftermath != null && aftermath.holds(forgiven) ? aftermath.onFail() : null;
  }

  /** The fail-count as people know it, from 0 to 1,000,000 (INFINITY). */
  public int count() {
    return Math.clamp(reported - forgiven, 0, (int) ResourceReport.FATAL);
  }

  /** Takes over the counter of a beat. A smaller one is a node that booted anew. */
  public Failures reporting(long counter, Instant now) {
    return reporting(counter, null, now);
  }

  /** The same, with what the node says of it. */
  public Failures reporting(long counter, @Nullable String said, Instant now) {
    if (counter == reported) {
      return this;
    }
    String kept = said == null ? null : said.substring(0, Math.min(said.length(), MAX_DETAIL));
    return counter > reported
        ? new Failures(counter, forgiven, now, kept, aftermath)
        : new Failures(counter, 0, counter > 0 ? now : null, counter > 0 ? kept : null, null);
  }

  /** Takes over the counter of a beat, but counts none of what is new: it was to be expected. */
  public Failures disregarding(long counter) {
    return counter >= reported
        ? new Failures(counter, forgiven + counter - reported, last, detail, aftermath)
        : new Failures(counter, counter, null);
  }

  /** When they are forgiven by themselves; null: only by a cleanup, as always if they block. */
  public @Nullable Instant expiry(Duration failureTimeout) {
    return last == null || !failureTimeout.isPositive() || demand() == OnFail.BLOCK
        ? null
        : last.plus(failureTimeout);
  }

  /** Takes over what a beat says that failures have asked for. */
  public Failures asking(@Nullable Aftermath newest) {
    return new Failures(reported, forgiven, last, detail, newest);
  }

  public Failures forgive() {
    return new Failures(reported, reported, null);
  }
}
