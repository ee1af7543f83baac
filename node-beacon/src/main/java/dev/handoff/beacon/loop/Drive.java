package dev.handoff.beacon.loop;

/** Where a group is driven to on this node. */
enum Drive {
  /** No order is known yet: what runs may well be wanted, so nothing exclusive is touched. */
  LEFT_ALONE,
  /** Standby. */
  DOWN,
  /** Active. */
  UP,
  /**
   * Down for safety's sake, by isolation or because the machine goes down: a failed service that
   * should be left as it is ({@code on-fail: block}) is stopped as well.
   */
  FORCED_DOWN
}
