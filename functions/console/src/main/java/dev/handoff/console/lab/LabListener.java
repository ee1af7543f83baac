package dev.handoff.console.lab;

import dev.handoff.events.Alert;
import dev.handoff.events.JournalEntry;

/** Whoever wants to know what happens in the lab. Called from several threads, in order. */
public interface LabListener {

  /** The journal has a new entry. */
  void happened(JournalEntry entry);

  /** An alert was sent; with repeats, as a mailbox would have them. */
  void alerted(Alert alert);

  /** Something is wrong with the lab itself. */
  void troubled(String what);
}
