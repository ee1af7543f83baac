package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The journal is told before people are, and nothing is struck off before both know. */
class DeliveriesTest {

  private final Stage stage = Stage.serving(Specs.twoNodes().spec());

  @Test
  void nobodyIsMailedWhatTheJournalDoesNotHave() {
    int before = stage.notifier.delivered().size();
    stage.journal.outage("throttled");

    stage.node("node-a").leave();
    stage.evaluate();

    assertEquals("node-b", stage.owner());
    assertEquals(before, stage.notifier.delivered().size());
  }

  @Test
  void nothingIsStruckOffThatTheJournalDoesNotHave() {
    stage.journal.outage("throttled");

    stage.node("node-a").leave();
    stage.evaluate();

    assertTrue(stage.record().outbox().size() > 1, stage.record().outbox().toString());
  }

  @Test
  void whatWaitedForTheJournalIsMailedOnceItAnswers() {
    int before = stage.notifier.delivered().size();
    stage.journal.outage("throttled");
    stage.node("node-a").leave();
    stage.evaluate();

    stage.journal.outage(null);
    stage.play(3);
    stage.schedule();

    assertEquals(before + 1, stage.notifier.delivered().size());
    assertEquals(List.of(), stage.record().outbox());
  }
}
