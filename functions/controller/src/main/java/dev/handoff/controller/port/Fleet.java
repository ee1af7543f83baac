package dev.handoff.controller.port;

import java.time.Duration;
import java.time.Instant;

/** What happens to all clusters of one controller at the same time. */
public interface Fleet {

  /**
   * Notes that a cluster has lost a node.
   *
   * @param window how long a loss counts
   * @return how many clusters have lost a node within the window up to now, this one included
   * @throws CloudUnavailable if it could not be noted
   */
  Losses noteLoss(String cluster, Instant now, Duration window);

  /**
   * How much is being lost at once.
   *
   * @param losing clusters that lost a node within the window
   * @param clusters all that there are
   */
  record Losses(int losing, int clusters) {

    /** Losses in fewer clusters than this are taken for what they look like. */
    private static final int FEW = 4;

    /**
     * Whether it is more likely that our own view is broken than that so many nodes died at once:
     * more than a third of all clusters, and at least four.
     */
    public boolean areOurFault() {
      return losing >= FEW && losing * 3 > clusters;
    }
  }
}
