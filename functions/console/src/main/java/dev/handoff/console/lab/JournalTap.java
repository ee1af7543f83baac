package dev.handoff.console.lab;

import dev.handoff.controller.port.Journal;
import dev.handoff.events.JournalEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Tells of every entry once, as soon as the journal has it. */
final class JournalTap implements Journal {

  private final Journal journal;
  private final Consumer<JournalEntry> listener;
  private final Set<String> told = new HashSet<>();

  JournalTap(Journal journal, Consumer<JournalEntry> listener) {
    this.journal = journal;
    this.listener = listener;
  }

  @Override
  public List<JournalEntry> append(List<JournalEntry> entries) {
    List<JournalEntry> news = journal.append(entries);
    synchronized (told) {
      entries.stream().filter(entry -> told.add(entry.id())).forEach(listener);
    }
    return news;
  }

  @Override
  public List<JournalEntry> newest(String cluster, int limit) {
    return journal.newest(cluster, limit);
  }
}
