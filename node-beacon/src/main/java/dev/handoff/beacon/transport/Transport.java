package dev.handoff.beacon.transport;

import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The store that beats go to. Every call blocks, is bounded in time by the implementation, and may
 * run side by side with others.
 */
public interface Transport {

  /** Stores a beat in place of the one before. */
  Reply publish(Beat beat);

  /**
   * Reads the newest beats of these peers, strongly consistently.
   *
   * @return of those that have a readable one, in any order
   * @throws StoreUnavailable if it cannot be said what the peers' newest beats are
   */
  List<PeerBeat> peers(List<Plan.Peer> peers) throws StoreUnavailable;

  /**
   * Reads this node's plan.
   *
   * @param version the one that is wanted; another one may come back, if the store holds that
   * @throws StoreUnavailable if there is none, or none can be read
   */
  Plan plan(String version) throws StoreUnavailable;

  /** What publishing came to. */
  sealed interface Reply {

    /**
     * The store holds the beat.
     *
     * @param orders what the store holds for this node; null: nothing yet
     */
    record Acknowledged(@Nullable Orders orders) implements Reply {}

    /** Refused, or not known. */
    record Failed(String detail) implements Reply {}
  }
}
