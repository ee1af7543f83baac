package dev.handoff.simulation.replay;

import dev.handoff.events.JournalEntry;
import dev.handoff.events.SortedCopy;
import java.util.List;
import java.util.Map;

/**
 * What came of a replay.
 *
 * @param entries the journal of the replayed cluster, by the clock of the recorded one
 * @param owners of groups when the journal begins
 * @param refusals commands that were refused, and why
 * @param gaps what was not played, in words for people
 */
public record Replayed(
    List<JournalEntry> entries,
    Map<String, String> owners,
    Map<Occurrence, String> refusals,
    List<String> gaps) {

  public Replayed {
    entries = List.copyOf(entries);
    owners = SortedCopy.of(owners);
    refusals = Map.copyOf(refusals);
    gaps = List.copyOf(gaps);
  }
}
