package dev.handoff.controller.placement;

/**
 * What holds for the cluster as a whole.
 *
 * @param symmetric a node may run anything by default; false: a resource runs only where a location
 *     wish names the node, be it with score 0
 * @param maintenance nothing is moved, started or stopped
 * @param stopAll everything that is managed is stopped (Pacemaker's {@code stop-all-resources})
 */
public record Policy(boolean symmetric, boolean maintenance, boolean stopAll, Quorum quorum) {

  /** A symmetric cluster in normal operation. */
  public static final Policy NORMAL = new Policy(true, false, false, Quorum.HELD);

  /** Whether decisions may be carried out, and what happens otherwise. */
  public enum Quorum {
    /** The cluster has quorum, or its policy is to ignore the loss. */
    HELD,
    /** Lost, and everything stops. */
    LOST_STOP,
    /** Lost; what runs goes on, nothing starts. */
    LOST_FREEZE
  }
}
