package dev.handoff.controller.record;

import dev.handoff.events.SortedCopy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the controller knows of a node.
 *
 * @param standby the operator wants nothing to run there
 * @param sighting the newest beat that was seen; null before the first
 * @param failures by resource
 * @param endedBoots the boots before that of the sighting, the last one first, at most {@value
 *     #MOST_ENDED}: a boot that has been followed by another one does not come back
 */
public record NodeRecord(
    Presence presence,
    boolean standby,
    @Nullable Sighting sighting,
    Map<String, Failures> failures,
    List<String> endedBoots) {

  /** A beat that is two reboots late is as late as they come. */
  public static final int MOST_ENDED = 2;

  public static final NodeRecord UNSEEN = new NodeRecord(Presence.UNSEEN, false, null, Map.of());

  public NodeRecord {
    failures = SortedCopy.of(failures);
    endedBoots = List.copyOf(endedBoots);
  }

  /** A node of which no boot is known but that of the sighting. */
  public NodeRecord(
      Presence presence,
      boolean standby,
      @Nullable Sighting sighting,
      Map<String, Failures> failures) {
    this(presence, standby, sighting, failures, List.of());
  }

  public Failures failures(String resource) {
    return failures.getOrDefault(resource, Failures.NONE);
  }

  public NodeRecord present(Presence now) {
    return new NodeRecord(now, standby, sighting, failures, endedBoots);
  }

  /**
   * With a newer sighting; if it is of another boot, the one before has ended. A boot that is
   * sighted after all has not.
   */
  public NodeRecord sighted(@Nullable Sighting newest) {
    return new NodeRecord(presence, standby, newest, failures, endedBy(newest));
  }

  private List<String> endedBy(@Nullable Sighting newest) {
    if (newest == null || newest.isOfNonsense()) {
      return endedBoots;
    }
    Stream<String> last =
        sighting == null || sighting.isOfNonsense() ? Stream.empty() : Stream.of(sighting.boot());
    return Stream.concat(last, endedBoots.stream())
        .filter(boot -> !boot.equals(newest.boot()))
        .limit(MOST_ENDED)
        .toList();
  }

  public NodeRecord withStandby(boolean wanted) {
    return new NodeRecord(presence, wanted, sighting, failures, endedBoots);
  }

  public NodeRecord withFailures(Map<String, Failures> newer) {
    return new NodeRecord(presence, standby, sighting, newer, endedBoots);
  }

  /**
   * Whether it has shut down, or is silent. One that was never seen may be there all the same, and
   * run what a destroyed cluster of that name has left to it.
   */
  public boolean isKnownToBeGone() {
    return switch (presence) {
      case SILENT, LEFT -> true;
      case UNSEEN, PRESENT -> false;
    };
  }

  /** What the last evaluation made of the node. */
  public enum Presence {
    UNSEEN,
    PRESENT,
    SILENT,
    LEFT
  }
}
