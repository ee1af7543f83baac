package dev.handoff.controller;

import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.Fleet;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Notifier;
import dev.handoff.controller.port.Time;

/** Everything that an evaluation needs of the world. */
public record Ports(
    ClusterStore store,
    NodeChannel channel,
    Addresses addresses,
    Journal journal,
    Notifier notifier,
    Fence fence,
    Fleet fleet,
    Time time) {

  /** The same, with another journal. */
  public Ports with(Journal other) {
    return new Ports(store, channel, addresses, other, notifier, fence, fleet, time);
  }

  /** The same, with another view of the addresses. */
  public Ports with(Addresses other) {
    return new Ports(store, channel, other, journal, notifier, fence, fleet, time);
  }
}
