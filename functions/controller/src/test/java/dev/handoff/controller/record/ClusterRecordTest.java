package dev.handoff.controller.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Samples;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterRecordTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final ClusterRecord before = Samples.record("web", 3);
  private final ClusterRecord told = before.telling(NOON, new Happening.NodeLeft("node-a"));

  @Test
  void whatIsDeliveredIsStruckOff() {
    JournalEntry entry = told.outbox().getLast();

    assertEquals(before.outbox(), told.delivered(Set.of(entry.id())).outbox());
  }

  @Test
  void anotherEntryOfTheSameNumberIsNotDelivered() {
    ClusterRecord restored =
        before.telling(NOON.plusSeconds(60), new Happening.NodeReturned("node-a"));
    assertEquals(told.outbox().getLast().number(), restored.outbox().getLast().number());

    String delivered = told.outbox().getLast().id();

    assertEquals(restored, restored.delivered(Set.of(delivered)));
  }

  @Test
  void aDeliveryIsNoHappening() {
    List<JournalEntry> outbox = told.outbox();

    assertTrue(told.delivered(Set.of(outbox.getLast().id())).saysTheSameAs(told));
  }

  @Test
  void anEntryIsAHappening() {
    assertFalse(told.saysTheSameAs(before));
  }
}
