package dev.handoff.events.spec;

/** Pacemaker's cluster options, by what happens once they are not as they are by default. */
public enum ClusterOption {
  /**
   * {@code start-failure-is-fatal: false}: a failed start is a failure like any other, and only the
   * migration-threshold makes the group leave. By default a failed start bans the node.
   */
  START_FAILURES_COUNT_ONE,
  /** {@code stop-all-resources: true}: everything that is managed is stopped. */
  STOP_ALL
}
