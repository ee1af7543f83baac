package dev.handoff.controller.memory;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Journal;
import dev.handoff.events.JournalEntry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The history of clusters in memory. */
public final class MemoryJournal implements Journal {

  private static final Comparator<JournalEntry> ORDER =
      Comparator.comparingLong(JournalEntry::number)
          .thenComparingLong(entry -> entry.at().toEpochMilli());

  private final Map<String, SortedSet<JournalEntry>> entries = new HashMap<>();
  private @Nullable String outage;

  @Override
  public synchronized List<JournalEntry> append(List<JournalEntry> more) {
    requireUp();
    return more.stream().filter(e -> of(e.cluster()).add(e)).toList();
  }

  @Override
  public synchronized List<JournalEntry> newest(String cluster, int limit) {
    requireUp();
    List<JournalEntry> all = all(cluster);
    return List.copyOf(all.subList(Math.max(0, all.size() - limit), all.size()));
  }

  /** The whole history of a cluster, oldest first. */
  public synchronized List<JournalEntry> all(String cluster) {
    return List.copyOf(of(cluster));
  }

  /** From now on nothing is taken or given, with this reason; null: everything is again. */
  public synchronized void outage(@Nullable String reason) {
    outage = reason;
  }

  private SortedSet<JournalEntry> of(String cluster) {
    return entries.computeIfAbsent(cluster, name -> new TreeSet<>(ORDER));
  }

  private void requireUp() {
    if (outage != null) {
      throw new CloudUnavailable(outage, new IllegalStateException("scripted"));
    }
  }
}
