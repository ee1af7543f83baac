package dev.handoff.console.report;

import static dev.handoff.console.dashboard.Sights.NOON;
import static dev.handoff.console.dashboard.Sights.begun;
import static dev.handoff.console.dashboard.Sights.changed;
import static dev.handoff.console.dashboard.Sights.journal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.report.Handover.Outcome;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HandoversTest {

  @Test
  void aDecisionAndItsEndAreOneHandoverWithItsDurations() {
    Handover moved =
        Handovers.of(journal(60, begun("a", "b", 4), 59, changed("a", "b", 4))).getFirst();

    assertEquals(Outcome.MOVED, moved.outcome());
    assertEquals(NOON.minusSeconds(60), moved.begun());
    assertEquals(NOON.minusSeconds(59), moved.ended());
    assertTrue(moved.isFailover());
    assertEquals("web: moved a → b in 900 ms (httpd failed 2 of 2)", moved.inWords());
    assertEquals(Duration.ofMillis(940), java.util.Objects.requireNonNull(moved.course()).outage());
  }

  @Test
  void theFirstStartIsNoFailover() {
    Handover start =
        Handovers.of(journal(60, begun(null, "a", 1), 59, changed(null, "a", 1))).getFirst();

    assertFalse(start.isFailover());
    assertEquals("web: started on a in 900 ms (first start)", start.inWords());
  }

  @Test
  void whatHasNoEndYetIsUnderWay() {
    Handover open = Handovers.of(journal(1, begun("a", "b", 4))).getFirst();

    assertEquals(Outcome.UNDER_WAY, open.outcome());
    assertNull(open.ended());
  }

  @Test
  void aStartThatFailedIsFollowedByAnHandoverOfItsOwn() {
    List<Handover> all =
        Handovers.of(
            journal(
                60, begun("a", "b", 4),
                55, new Happening.StartFailed("web", "b", 4, "no such unit"),
                55, begun("b", "c", 5),
                54, changed("b", "c", 5)));

    assertEquals(
        List.of(Outcome.START_FAILED, Outcome.MOVED), all.stream().map(Handover::outcome).toList());
  }

  @Test
  void aDecisionThatANewerOneReplacesIsOvertaken() {
    List<Handover> all = Handovers.of(journal(60, begun("a", "b", 4), 58, begun("a", "c", 5)));

    assertEquals(
        List.of(Outcome.OVERTAKEN, Outcome.UNDER_WAY),
        all.stream().map(Handover::outcome).toList());
  }

  @Test
  void anEndWhoseDecisionIsNotInTheJournalAnyMoreIsPassedOver() {
    assertEquals(List.of(), Handovers.of(journal(59, changed("a", "b", 4))));
  }

  @Test
  void whoNamesNothingGetsTheLastFailoverAndNotTheMoveBackAfterIt() {
    List<Handover> all =
        Handovers.of(
            journal(
                90, begun("a", "b", 4),
                89, changed("a", "b", 4),
                30,
                    new Happening.HandoverBegun(
                        "web", "b", "a", 5, new Cause.Operator("move web a")),
                29, changed("b", "a", 5)));

    assertEquals(4, Handovers.find(all, null, null).orElseThrow().epoch());
    assertEquals(5, Handovers.find(all, "web", 5L).orElseThrow().epoch());
    assertTrue(Handovers.find(all, "mail", null).isEmpty());
    assertTrue(Handovers.find(all, "web", 6L).isEmpty());
  }
}
