package dev.handoff.events.spec;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs on a node and is watched there.
 *
 * @param monitors how its health is checked; empty only for a supervised process, whose exit is
 *     check enough
 * @param startTimeout longest time a start may take before it counts as failed
 * @param stopTimeout longest time a stop may take before it is forced
 * @param port where the lab's forwarder leads an address of the same group; null: not a network
 *     service
 */
public record Service(
    String name,
    Kind kind,
    List<Monitor> monitors,
    Duration startTimeout,
    Duration stopTimeout,
    Runs runs,
    @Nullable Integer port)
    implements Resource {

  public Service {
    monitors = List.copyOf(monitors);
  }

  /** Where a service runs. */
  public enum Runs {
    /** On the owner of its group only. */
    ACTIVE,
    /** On every node, always: a handover neither starts nor stops it. */
    EVERYWHERE
  }
}
