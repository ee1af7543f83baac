package dev.handoff.console.lab.cloud;

import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.JournalContract;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

final class EmbeddedJournalTest extends JournalContract {

  private final Database database = Database.inMemory();
  private final Journal journal = new EmbeddedJournal(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected Journal journal() {
    return journal;
  }

  @Override
  protected String freshName() {
    return "c-" + UUID.randomUUID();
  }
}
