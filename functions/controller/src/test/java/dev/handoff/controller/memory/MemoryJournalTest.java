package dev.handoff.controller.memory;

import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.JournalContract;

class MemoryJournalTest extends JournalContract {

  private final MemoryJournal journal = new MemoryJournal();
  private int names;

  @Override
  protected Journal journal() {
    return journal;
  }

  @Override
  protected String freshName() {
    return "c" + names++;
  }
}
