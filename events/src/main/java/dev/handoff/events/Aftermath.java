package dev.handoff.events;

import dev.handoff.events.spec.Monitor.OnFail;

/**
 * What a failure has asked for beyond a restart, by its monitor's {@code on-fail}.
 *
 * @param onFail {@code stop}, {@code block} or {@code standby}
 * @param at the node's failure counter right after that failure. It lasts until the controller has
 *     forgiven that much, by a cleanup or by the failure-timeout
 */
public record Aftermath(OnFail onFail, long at) {

  /** Whether it still holds after so much was forgiven. */
  public boolean holds(long forgiven) {
    return forgiven < at;
  }
}
