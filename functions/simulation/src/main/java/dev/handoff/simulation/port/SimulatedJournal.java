package dev.handoff.simulation.port;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Journal;
import dev.handoff.events.JournalEntry;
import dev.handoff.simulation.fault.FaultKind;
import dev.handoff.simulation.promise.Fact;
import java.util.ArrayList;
import java.util.List;

/** The journal as a function sees it: some of several entries may arrive, and replies get lost. */
final class SimulatedJournal implements Journal {

  private final Invocation function;

  SimulatedJournal(Invocation function) {
    this.function = function;
  }

  @Override
  public List<JournalEntry> append(List<JournalEntry> entries) {
    SimulatedStore.enter(function, "append");
    List<JournalEntry> news = new ArrayList<>();
    for (JournalEntry entry : entries) {
      if (function.strikes(FaultKind.JOURNAL_DOWN)) {
        throw unavailable();
      }
      if (function.cloud().journal(entry.cluster()).add(entry)) {
        news.add(entry);
        function.cloud().history().tell(new Fact.Appended(entry.cluster(), entry));
      }
    }
    if (function.strikes(FaultKind.JOURNAL_DOWN)) {
      throw unavailable();
    }
    SimulatedStore.leave(function, "append");
    return news;
  }

  @Override
  public List<JournalEntry> newest(String cluster, int limit) {
    SimulatedStore.enter(function, "newest");
    if (function.strikes(FaultKind.JOURNAL_DOWN)) {
      throw unavailable();
    }
    List<JournalEntry> newest =
        function.cloud().journal(cluster).descendingSet().stream().limit(limit).toList().reversed();
    SimulatedStore.leave(function, "newest");
    return newest;
  }

  private static CloudUnavailable unavailable() {
    return new CloudUnavailable(
        "simulated: the journal does not answer", new IllegalStateException());
  }
}
