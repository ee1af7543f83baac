package dev.handoff.controller.decision;

import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.Fence.Fenced;
import dev.handoff.controller.port.Fleet.Losses;
import dev.handoff.controller.record.ClusterRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that one evaluation has read.
 *
 * @param evidence the record, the nodes' beats, and the time
 * @param places where the cloud leads addresses, by the address's name; those that were not asked
 *     for are absent
 * @param results what this evaluation's own calls came to, by the address's name
 * @param mine groups whose move under way is this evaluation's own
 * @param fences what powering off came to, by node
 * @param losses how many clusters are losing nodes; null: this one is not
 * @param releases what this evaluation's own calls to take addresses off came to, by the address's
 *     name; empty: it has made none
 * @param lateBound the longest time after which a call that was given up may still take effect
 */
public record Snapshot(
    Evidence evidence,
    Map<String, Place> places,
    Map<String, Moved> results,
    Set<String> mine,
    Map<String, Fenced> fences,
    @Nullable Losses losses,
    Map<String, Moved> releases,
    Duration lateBound) {

  ClusterRecord record() {
    return evidence.record();
  }

  Instant now() {
    return evidence.now();
  }

  /** The same, with what happens to other clusters. */
  public Snapshot with(Losses all) {
    return new Snapshot(evidence, places, results, mine, fences, all, releases, lateBound);
  }
}
