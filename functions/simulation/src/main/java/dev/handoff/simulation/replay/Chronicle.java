package dev.handoff.simulation.replay;

import dev.handoff.events.JournalEntry;
import dev.handoff.simulation.promise.Fact;
import dev.handoff.simulation.promise.Promise;
import dev.handoff.simulation.promise.Truth;
import java.util.ArrayList;
import java.util.List;

/** Keeps the journal of a world as it is written. */
final class Chronicle implements Promise {

  private final List<JournalEntry> entries = new ArrayList<>();

  @Override
  public String name() {
    return "chronicle";
  }

  @Override
  public void see(Fact fact, Truth truth, Verdicts verdicts) {
    if (fact instanceof Fact.Appended appended) {
      entries.add(appended.entry());
    }
  }

  List<JournalEntry> entries() {
    return List.copyOf(entries);
  }
}
