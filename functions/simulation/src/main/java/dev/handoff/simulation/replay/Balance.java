package dev.handoff.simulation.replay;

import dev.handoff.events.SortedCopy;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a journal comes to.
 *
 * @param moves groups that got another owner than the one before
 * @param restarts services that were started again where they had failed
 * @param unserved how long each group was not served against anybody's will: from when its service
 *     failed, its node went, or it was taken away, until it was served again. Only groups of which
 *     that is more than zero
 * @param down groups that are not served at the end
 */
public record Balance(int moves, int restarts, Map<String, Duration> unserved, Set<String> down) {

  public Balance {
    unserved = SortedCopy.of(unserved);
    down = Collections.unmodifiableSortedSet(new TreeSet<>(down));
  }

  /** Of all groups together. */
  public Duration allUnserved() {
    return unserved.values().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
