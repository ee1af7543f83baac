package dev.handoff.dispatch;

import dev.handoff.controller.Outcome;
import dev.handoff.controller.Ports;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Happening.OwnerChanged;
import dev.handoff.events.JournalEntry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Counts during one invocation what its ports see, by cluster. Safe for many threads. */
final class Tally {

  private final Map<String, Figures> figures = new ConcurrentSkipListMap<>();

  /** The same ports, being watched. */
  Ports watching(Ports ports) {
    return new Ports(
        new WatchedStore(ports.store()),
        ports.channel(),
        ports.addresses(),
        new WatchedJournal(ports.journal()),
        ports.notifier(),
        ports.fence(),
        ports.fleet(),
        ports.time());
  }

  /** Notes what an evaluation came to. */
  void note(String cluster, Outcome outcome) {
    add(Figures.of(cluster, outcome));
  }

  /** Passes on what there is to tell. */
  void tell(Metrics metrics) {
    figures.values().stream().filter(each -> !each.isEmpty()).forEach(metrics::tell);
  }

  private void add(Figures more) {
    figures.merge(more.cluster(), more, Figures::and);
  }

  /** Sees who was late. */
  private final class WatchedStore implements ClusterStore {
    private final ClusterStore store;

    WatchedStore(ClusterStore store) {
      this.store = store;
    }

    @Override
    public Reading read(String cluster) {
      return store.read(cluster);
    }

    @Override
    public Commit commit(String cluster, long expected, ClusterRecord next) {
      return counted(cluster, store.commit(cluster, expected, next));
    }

    @Override
    public Commit remove(String cluster, long expected) {
      return counted(cluster, store.remove(cluster, expected));
    }

    @Override
    public List<String> clusters() {
      return store.clusters();
    }

    private Commit counted(String cluster, Commit commit) {
      if (commit instanceof Commit.Conflict) {
        add(Figures.conflict(cluster));
      }
      return commit;
    }
  }

  /**
   * Sees what has moved. An entry that did not arrive is appended again, and counts then; one that
   * waits for a topic that refuses it is appended each minute, and has been counted.
   */
  private final class WatchedJournal implements Journal {
    private final Journal journal;

    WatchedJournal(Journal journal) {
      this.journal = journal;
    }

    @Override
    public List<JournalEntry> append(List<JournalEntry> entries) {
      List<JournalEntry> news = journal.append(entries);
      for (JournalEntry entry : news) {
        if (entry.happening() instanceof OwnerChanged changed) {
          add(Figures.moved(entry.cluster(), changed));
        }
      }
      return news;
    }

    @Override
    public List<JournalEntry> newest(String cluster, int limit) {
      return journal.newest(cluster, limit);
    }
  }
}
