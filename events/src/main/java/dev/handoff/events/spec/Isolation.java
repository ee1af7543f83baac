package dev.handoff.events.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * What a node does by itself when its beats are no longer acknowledged.
 *
 * @param after measured on the node's monotonic clock from the moment the last acknowledged beat
 *     was sent
 */
public record Isolation(Duration after, Action action) {

  public static final Isolation IGNORE = new Isolation(Duration.ofSeconds(4), Action.IGNORE);

  /**
   * The kernel counts an address's lifetime in full seconds, and looks at it once a second at most
   * ({@code check_lifetime} in Linux's devinet.c): so a loan may end that much early, and that much
   * late.
   */
  public static final Duration KERNEL_SECOND = Duration.ofSeconds(1);

  /**
   * Drift that a node's monotonic clock is allowed against everybody else's, in percent. Real
   * clocks stay below 0.1 %; the rest is room for the beacon's timer to fire late.
   */
  private static final int DRIFT_PERCENT = 10;

  /**
   * The time, from when its last acknowledged beat was sent, after which an isolated node has
   * surely stopped a group, whatever its clock says. Nobody may take the group before that. Only
   * with {@link Action#STOP} and {@link Action#REBOOT}.
   *
   * @param stopTime the longest time that stopping the group may take
   */
  public Duration stoppedAfter(Duration stopTime) {
    Duration exact = after.plus(stopTime);
    return exact.plus(exact.multipliedBy(DRIFT_PERCENT).dividedBy(100));
  }

  /**
   * How long an address may be lent to an interface, from when the last acknowledged beat was sent.
   * So it ends before the timeout is over, whatever the node's clock says and however late the
   * kernel is; and not before {@link #after} is, though the kernel's seconds cut it short.
   *
   * @param timeout of the beats
   * @return empty: there is no time between the two
   */
  public Optional<Duration> loan(Duration timeout) {
    return leastTimeoutForLoan().compareTo(timeout) > 0
        ? Optional.empty()
        : Optional.of(
            timeout.multipliedBy(100).dividedBy(100 + DRIFT_PERCENT).minus(KERNEL_SECOND));
  }

  /** The shortest timeout of the beats that leaves time for a {@link #loan}. */
  public Duration leastTimeoutForLoan() {
    return stoppedAfter(KERNEL_SECOND.multipliedBy(2));
  }

  /** What is done once {@link #after} has passed. */
  public enum Action {
    /** Services keep running: better served twice than not at all. */
    IGNORE,
    /** The node stops its active groups: better not served than served twice. */
    STOP,
    /** The node reboots, for services that cannot be trusted to stop. */
    REBOOT
  }
}
