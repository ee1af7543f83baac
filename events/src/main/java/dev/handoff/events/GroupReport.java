package dev.handoff.events;

/**
 * What a node has made of the order for one group: its acknowledgement.
 *
 * @param epoch of the newest order that the node has taken on; zero before the first
 */
public record GroupReport(String group, long epoch, Progress progress) {

  /** How far the node is with it. */
  public enum Progress {
    /** Nothing of the group's exclusive services runs here. */
    STANDBY,
    STARTING,
    /** Everything runs. */
    ACTIVE,
    /** Ordered to be active, and given up: a service failed too often or did not start. */
    FAILED,
    STOPPING,
    /** A service did not stop, even when forced: nobody else may assume that it is gone. */
    STOP_FAILED,
    /** By the node's plan the group is left alone, and something of it is up here. */
    UNMANAGED
  }
}
