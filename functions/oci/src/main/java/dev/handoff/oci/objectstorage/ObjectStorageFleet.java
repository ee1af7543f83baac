package dev.handoff.oci.objectstorage;

import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Fleet;
import dev.handoff.oci.objectstorage.Bucket.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One object for each cluster that ever lost a node, written at each loss. Their times are the
 * server's, so that functions with different clocks count alike. Written only when a node is lost.
 */
public final class ObjectStorageFleet implements Fleet {

  private static final String PREFIX = "fleet/losses/";

  private final Bucket bucket;
  private final ClusterStore clusters;

  /**
   * Builds a fleet.
   *
   * @param clusters tells how many there are
   */
  public ObjectStorageFleet(Bucket bucket, ClusterStore clusters) {
    this.bucket = bucket;
    this.clusters = clusters;
  }

  /**
   * {@inheritDoc}
   *
   * @param now only for people who look into the bucket: what counts is when the server wrote it
   */
  @Override
  public Losses noteLoss(String cluster, Instant now, Duration window) {
    String mine = PREFIX + cluster;
    bucket.put(mine, "{\"at\":\"" + now + "\"}");
    List<Listed> all = bucket.list(PREFIX, Integer.MAX_VALUE);
    Instant noted =
        all.stream()
            .filter(loss -> loss.name().equals(mine))
            .map(Listed::modified)
            .findFirst()
            .orElse(now);
    Instant since = noted.minus(window);
    long losing = all.stream().filter(loss -> loss.modified().isAfter(since)).count();
    return new Losses((int) losing, clusters.clusters().size());
  }
}
