package dev.handoff.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.controller.memory.MemoryJournal;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.JournalContract;
import dev.handoff.controller.port.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedJournalTest extends JournalContract {

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final Journal journal =
      new LoggedJournal(new MemoryJournal(), new EventLog(lines::add, "request-1"));
  private int names;

  @Override
  protected Journal journal() {
    return journal;
  }

  @Override
  protected String freshName() {
    return "c" + names++;
  }

  @Test
  void everyEntryIsALineWithItsEpochAndCause() {
    journal.append(List.of(Samples.entry("web", 3)));

    assertEquals(
        "{\"level\":\"info\",\"event\":\"journal\",\"request\":\"request-1\",\"cluster\":\"web\","
            + "\"entry\":\"web-3-mjve7pff\",\"happening\":{\"type\":\"handover-begun\",\"group\":\"front\","
            + "\"from\":\"n1\",\"to\":\"n2\",\"epoch\":3,"
            + "\"cause\":{\"type\":\"node-silent\",\"node\":\"n1\"}}}",
        lines.getFirst());
  }
}
