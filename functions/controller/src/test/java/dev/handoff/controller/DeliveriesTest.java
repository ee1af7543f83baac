package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.record.Phase;
import dev.handoff.events.Alert;
import dev.handoff.events.Happening;
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

  @Test
  void aBeginningThatCouldNotBeToldIsToldByTheEnd() {
    int before = stage.notifier.delivered().size();
    stage.journal.outage("throttled");
    stage.node("node-a").leave();
    stage.evaluate();
    stage.play(2);
    assertEquals(Phase.Settled.class, stage.phase().getClass());

    stage.journal.outage(null);
    stage.schedule();

    Alert only = stage.notifier.delivered().get(before).alert();
    assertEquals(before + 1, stage.notifier.delivered().size());
    assertEquals("owner-changed", only.attributes().get("event"));
    assertEquals(2, stage.happenings(Happening.HandoverBegun.class).size(), "the journal has both");
  }

  @Test
  void whoWasToldThatANodeIsSilentIsToldThatItIsBackThoughAHoldCameBetween() {
    lose("node-b");
    stage.schedule();
    stage.node("node-a").die();
    stage.schedule();
    stage.schedule();
    int before = stage.notifier.delivered().size();

    stage.node("node-a").thaw();
    stage.node("node-b").thaw();
    stage.play(8);

    List<String> news =
        stage.notifier.delivered().stream()
            .skip(before)
            .map(message -> message.alert().attributes().get("event"))
            .toList();
    assertEquals(List.of("hold-ended", "node-returned"), news);
  }

  private void lose(String node) {
    stage.evaluate(Trigger.SCHEDULE);
    stage.node(node).die();
    stage.schedule();
  }
}
