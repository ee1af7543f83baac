package dev.handoff.simulation.replay;

import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.SortedCopy;
import dev.handoff.events.spec.GroupSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a journal tells, taken apart: what befell the cluster, and how it stood at the beginning.
 *
 * @param entries of the cluster's last life, by their time; at least one
 * @param created whether the journal begins with the cluster; else it was there before
 * @param owners of groups at the beginning, as far as the journal tells
 * @param users nodes on which a resource ran at the beginning, by the resource
 * @param absent nodes that were not there at the beginning
 * @param occurrences what befell the cluster, by its time
 * @param gaps what the journal does not hold, in words for people
 */
public record Past(
    List<JournalEntry> entries,
    boolean created,
    Map<String, String> owners,
    Map<String, String> users,
    Set<String> absent,
    List<Occurrence> occurrences,
    List<String> gaps) {

  public Past {
    entries = List.copyOf(entries);
    owners = SortedCopy.of(owners);
    users = SortedCopy.of(users);
    absent = Set.copyOf(absent);
    occurrences = List.copyOf(occurrences);
    gaps = List.copyOf(gaps);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("a past without entries");
    }
  }

  /**
   * Takes a journal apart.
   *
   * @param journal at least one entry that is no {@code cluster-destroyed}
   * @throws IllegalArgumentException if there is none
   */
  public static Past of(List<JournalEntry> journal, Silence silence) {
    return new PastReader(silence).read(journal);
  }

  /** When it begins: nothing is told that was earlier. */
  public Instant from() {
    Instant told = entries.getFirst().at();
    return occurrences.isEmpty() || occurrences.getFirst().at().isAfter(told)
        ? told
        : occurrences.getFirst().at();
  }

  /** When the journal ends. */
  public Instant to() {
    return entries.getLast().at();
  }

  /** Who owned a group at the beginning; null: nobody, or the journal does not tell. */
  public @Nullable String owner(GroupSpec group) {
    String told = owners.get(group.name());
    boolean moved = entries.stream().anyMatch(entry -> isHandover(entry, group.name()));
    return told != null || moved
        ? told
        : group.exclusiveServices().stream()
            .map(service -> users.get(service.name()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  private static boolean isHandover(JournalEntry entry, String group) {
    return switch (entry.happening()) {
      case Happening.HandoverBegun h -> h.group().equals(group);
      case Happening.OwnerChanged h -> h.group().equals(group);
      default -> false;
    };
  }
}
