package dev.handoff.dispatch;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.handoff.controller.port.Journal;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import java.util.List;
import java.util.Map;

/**
 * Logs what is appended to the journal, with its epoch and cause, so that the log tells the story
 * beside the request that it happened in. An entry that is appended again is logged again.
 */
record LoggedJournal(Journal journal, EventLog log) implements Journal {

  @Override
  public List<JournalEntry> append(List<JournalEntry> entries) {
    List<JournalEntry> news = journal.append(entries);
    for (JournalEntry entry : entries) {
      JsonElement happening =
          JsonParser.parseString(Json.write(entry.happening(), Happening.class));
      log.info(
          "journal",
          Map.of("cluster", entry.cluster(), "entry", entry.id(), "happening", happening));
    }
    return news;
  }

  @Override
  public List<JournalEntry> newest(String cluster, int limit) {
    return journal.newest(cluster, limit);
  }
}
