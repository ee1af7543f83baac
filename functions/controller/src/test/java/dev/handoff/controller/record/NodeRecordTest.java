package dev.handoff.controller.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeRecordTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private NodeRecord node = NodeRecord.UNSEEN.sighted(new Sighting("boot-1", 7, NOON));

  @Test
  void aBootEndsWithTheFirstBeatOfAnotherOne() {
    node = node.sighted(new Sighting("boot-1", 8, NOON));
    assertEquals(List.of(), node.endedBoots());

    node = node.sighted(new Sighting("boot-2", 3, NOON));
    assertEquals(List.of("boot-1"), node.endedBoots());
  }

  @Test
  void theLastTwoAreKept() {
    for (String boot : List.of("boot-2", "boot-3", "boot-4")) {
      node = node.sighted(new Sighting(boot, 1, NOON));
    }

    assertEquals(List.of("boot-3", "boot-2"), node.endedBoots());
  }

  @Test
  void aBootThatIsSightedAfterAllHasNotEnded() {
    node = node.sighted(new Sighting("boot-2", 1, NOON));
    node = node.sighted(new Sighting("boot-1", 8, NOON));
    assertEquals(List.of("boot-2"), node.endedBoots());

    node = node.sighted(Sighting.ofNonsense("{", NOON));
    node = node.sighted(new Sighting("boot-2", 2, NOON));
    assertEquals(List.of(), node.endedBoots());
  }

  @Test
  void nonsenseEndsNoBootAndIsNone() {
    node = node.sighted(Sighting.ofNonsense("{", NOON));
    node = node.sighted(new Sighting("boot-1", 9, NOON));

    assertEquals(List.of(), node.endedBoots());
  }
}
