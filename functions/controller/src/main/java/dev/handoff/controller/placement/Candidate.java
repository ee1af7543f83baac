package dev.handoff.controller.placement;

import dev.handoff.events.SortedCopy;
import java.util.Map;

/**
 * A node that resources could run on.
 *
 * @param attributes what location rules test; {@code #uname} is the name and need not be listed
 */
public record Candidate(String name, Availability availability, Map<String, String> attributes) {

  public Candidate {
    attributes = SortedCopy.of(attributes);
  }

  public static Candidate online(String name) {
    return new Candidate(name, Availability.ONLINE, Map.of());
  }

  public Candidate in(Availability other) {
    return new Candidate(name, other, attributes);
  }

  /** Whether a node can take resources, and what becomes of those that it has. */
  public enum Availability {
    ONLINE,
    /** The operator wants it empty. */
    STANDBY,
    /** What runs there stays and is not managed; nothing new arrives. */
    MAINTENANCE,
    /** It shuts down: what runs there is stopped or moved. */
    LEAVING,
    /** Lost or switched off: nothing counts as running there. */
    OFFLINE
  }
}
