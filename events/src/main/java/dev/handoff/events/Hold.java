package dev.handoff.events;

import java.time.Instant;

/** Why the controller does not act, and what ends it. */
public sealed interface Hold {

  /** Every node is silent: the fault is more likely on our side than on all of theirs. */
  record AllSilent() implements Hold {}

  /** Too many clusters lose nodes at once: the fault is more likely ours. */
  record SelfPreservation(int losing, int clusters) implements Hold {}

  /** The group has used up its moves for the window. */
  record Parked(int moves, Instant until) implements Hold {}

  /** The old owner could not stop a service, and nobody may run it twice. */
  record StopFailed(String node) implements Hold {}

  /** The cloud refused to power the old owner off, and nobody may run the group twice. */
  record FenceRefused(String node, String detail) implements Hold {}

  /** The cluster's record does not fit into its store, so nothing can be decided on. */
  record RecordTooLarge(String detail) implements Hold {}

  /** Maintenance is on. */
  record Maintenance() implements Hold {}

  /** What the person who reads this has to know. */
  default String inWords() {
    return switch (this) {
      case AllSilent h -> "every node is silent, so nothing is moved until one is heard again";
      case SelfPreservation h ->
          h.losing + " of " + h.clusters + " clusters lost a node at once, so nothing is moved";
      case Parked h ->
          "moved "
              + (h.moves == 1 ? "once" : h.moves + " times")
              + " already; parked until "
              + h.until;
      case StopFailed h ->
          h.node
              + " could not stop the group, so it must not start elsewhere; stop it there, or if the"
              + " node is off for good, take it out of the spec";
      case FenceRefused h ->
          h.node
              + " could not be powered off ("
              + h.detail
              + "), so its group must not start elsewhere";
      case RecordTooLarge h ->
          "nothing can be written down (" + h.detail + "), so nothing is moved";
      case Maintenance h -> "maintenance is on, so nothing is moved";
    };
  }
}
