package dev.handoff.controller.record;

import dev.handoff.events.SortedCopy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the controller knows of a node.
 *
 * @param standby the operator wants nothing to run there
 * @param sighting the newest beat that was seen; null before the first
 * @param failures by resource
 */
public record NodeRecord(
    Presence presence,
    boolean standby,
    @Nullable Sighting sighting,
    Map<String, Failures> failures) {

  public static final NodeRecord UNSEEN = new NodeRecord(Presence.UNSEEN, false, null, Map.of());

  public NodeRecord {
    failures = SortedCopy.of(failures);
  }

  public Failures failures(String resource) {
    return failures.getOrDefault(resource, Failures.NONE);
  }

  public NodeRecord present(Presence now) {
    return new NodeRecord(now, standby, sighting, failures);
  }

  public NodeRecord sighted(@Nullable Sighting newest) {
    return new NodeRecord(presence, standby, newest, failures);
  }

  public NodeRecord withStandby(boolean wanted) {
    return new NodeRecord(presence, wanted, sighting, failures);
  }

  public NodeRecord withFailures(Map<String, Failures> newer) {
    return new NodeRecord(presence, standby, sighting, newer);
  }

  /** What the last evaluation made of the node. */
  public enum Presence {
    UNSEEN,
    PRESENT,
    SILENT,
    LEFT
  }
}
