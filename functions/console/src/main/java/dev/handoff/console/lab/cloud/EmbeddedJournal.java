package dev.handoff.console.lab.cloud;

import dev.handoff.console.lab.cloud.Database.DatabaseFailure;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Journal;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.util.ArrayList;
import java.util.List;

/** The journal as rows that are inserted once and never updated. */
public final class EmbeddedJournal implements Journal {

  private final Database database;

  public EmbeddedJournal(Database database) {
    this.database = database;
  }

  @Override
  public List<JournalEntry> append(List<JournalEntry> entries) {
    try {
      return entries.stream().filter(this::append).toList();
    } catch (DatabaseFailure e) {
      throw new CloudUnavailable("journal entries could not be appended: " + e.detail(), e);
    }
  }

  /** False: it is there already. */
  private boolean append(JournalEntry entry) {
    return database.together(session ->
        session.insert(
            "insert into journal values (?, ?, ?, ?)",
            entry.cluster(),
            entry.number(),
            entry.at().toEpochMilli(),
            Json.write(entry)));
  }

  @Override
  public List<JournalEntry> newest(String cluster, int limit) {
    try {
      List<JournalEntry> entries = new ArrayList<>();
      for (String text :
          database.query(
              row -> row.getString(1),
              "select entry from journal where cluster = ? order by number desc, at desc limit ?",
              cluster,
              limit)) {
        entries.add(Json.read(text, JournalEntry.class));
      }
      return entries.reversed();
    } catch (DatabaseFailure | MalformedEvent e) {
      throw new CloudUnavailable("the journal of " + cluster + " could not be read", e);
    }
  }
}
