package dev.handoff.controller.record;

import dev.handoff.events.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the handover of a group is. The old owner is asked to stop, the addresses move, the new
 * owner starts:
 *
 * <pre>
 *   Stopped ──► Releasing ──► Moving ──► Starting ──► Settled
 *                   │  ▲        ▲                        │
 *                   │  └────────┼────────────────────────┤ the owner is lost, failed, or not the best
 *                   ▼           └────────────────────────┘ an address is found elsewhere
 *                Stopped
 * </pre>
 *
 * A new handover may begin from every phase when the new owner is lost on the way.
 */
public sealed interface Phase {

  /**
   * Nobody is to run the group.
   *
   * @param reasons why, one for each node, for people
   */
  record Stopped(List<String> reasons) implements Phase {
    public Stopped {
      reasons = List.copyOf(reasons);
    }
  }

  /** The old owner has been asked to stop; over at its ack, its silence, or the deadline. */
  record Releasing(Handover handover, Instant deadline) implements Phase {}

  /**
   * The addresses are being moved; over when the cloud shows all of them at the owner.
   *
   * @param stuck what the cloud objected to, if people have been told of it; null otherwise
   */
  record Moving(Handover handover, @Nullable String stuck) implements Phase {}

  /** The owner has been told to start; over at its ack, its failure, or the deadline. */
  record Starting(Handover handover, Instant moved, Instant deadline) implements Phase {}

  /** The owner serves. */
  record Settled() implements Phase {}

  /**
   * The owner runs a part of the group; no node may run the whole of it, or not all is wanted.
   *
   * @param reasons why, one for each node, for people
   */
  record Stranded(List<String> reasons) implements Phase {
    public Stranded {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * What the phases of one handover share.
   *
   * @param from the old owner, null when there was none
   * @param begun when it was committed
   * @param detect how long the failure had lasted by then, as far as it can be known
   */
  record Handover(@Nullable String from, Cause cause, Instant begun, Duration detect) {}

  /** The handover under way, or null. */
  default @Nullable Handover handoverUnderWay() {
    return switch (this) {
      case Stopped s -> null;
      case Settled s -> null;
      case Stranded s -> null;
      case Releasing r -> r.handover();
      case Moving m -> m.handover();
      case Starting s -> s.handover();
    };
  }
}
