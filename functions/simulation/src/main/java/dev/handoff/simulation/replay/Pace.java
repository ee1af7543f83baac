package dev.handoff.simulation.replay;

import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.SortedCopy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long the cluster's own work usually took, by its journal. Simulated machines start and stop
 * services in no time or in a long one; a change of the spec does not change that time.
 *
 * @param handovers from the decision until a group was served, by group: the median
 * @param restarts from a service's failure until it ran again in place, by resource: the median
 */
record Pace(Map<String, Duration> handovers, Map<String, Duration> restarts) {

  Pace {
    handovers = SortedCopy.of(handovers);
    restarts = SortedCopy.of(restarts);
  }

  /** Nothing is known: everything takes as long as its journal says. */
  static final Pace UNKNOWN = new Pace(Map.of(), Map.of());

  static Pace of(List<JournalEntry> entries) {
    Map<String, List<Duration>> handovers = new TreeMap<>();
    Map<String, List<Duration>> restarts = new TreeMap<>();
    for (JournalEntry entry : entries) {
      if (entry.happening() instanceof Happening.OwnerChanged h
          && !(h.cause() instanceof Cause.FirstStart)) {
        handovers.computeIfAbsent(h.group(), group -> new ArrayList<>()).add(h.serve());
      } else if (entry.happening() instanceof Happening.ResourceRecovered h) {
        restarts.computeIfAbsent(h.resource(), resource -> new ArrayList<>()).add(h.lasted());
      }
    }
    return new Pace(medians(handovers), medians(restarts));
  }

  private static Map<String, Duration> medians(Map<String, List<Duration>> durations) {
    Map<String, Duration> medians = new TreeMap<>();
    durations.forEach(
        (name, all) -> medians.put(name, all.stream().sorted().toList().get(all.size() / 2)));
    return medians;
  }

  @Nullable Duration handover(String group) {
    return handovers.get(group);
  }

  @Nullable Duration restart(String resource) {
    return restarts.get(resource);
  }
}
