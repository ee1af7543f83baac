package dev.handoff.simulation.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.Cause;
import dev.handoff.events.Disposal;
import dev.handoff.events.Happening;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.ResourceReport;
import dev.handoff.simulation.replay.Occurrence.Absence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a journal is read for. */
class PastTest {

  private static final Duration FIRST = Duration.ofMinutes(10);
  private static final Duration SECOND = Duration.ofMinutes(20);

  @Test
  void aNodeIsGoneFromTheBeginningOfItsSilence() {
    Past past =
        new Told().tell(FIRST, new Happening.NodeSilent("node-a", Duration.ofSeconds(9))).past();

    assertEquals(
        List.of(new Occurrence.NodeGoes(Told.after(FIRST.minusSeconds(9)), "node-a", Absence.OFF)),
        past.occurrences());
  }

  @Test
  void aShortSilenceIsACutUnlessItIsSaidToBeNone() {
    Told told =
        new Told()
            .tell(FIRST, new Happening.NodeSilent("node-a", Duration.ofSeconds(9)))
            .tell(FIRST.plusSeconds(20), new Happening.NodeReturned("node-a"));

    assertEquals(Absence.CUT, absence(Past.of(told.entries(), Silence.AUTO)));
    assertEquals(Absence.OFF, absence(Past.of(told.entries(), Silence.OFF)));
  }

  @Test
  void aLongSilenceIsAPowerLossUnlessItIsSaidToBeNone() {
    Told told =
        new Told()
            .tell(FIRST, new Happening.NodeSilent("node-a", Duration.ofSeconds(9)))
            .tell(SECOND, new Happening.NodeReturned("node-a"));

    assertEquals(Absence.OFF, absence(Past.of(told.entries(), Silence.AUTO)));
    assertEquals(Absence.CUT, absence(Past.of(told.entries(), Silence.CUT)));
  }

  private static Absence absence(Past past) {
    return past.occurrences().stream()
        .filter(Occurrence.NodeGoes.class::isInstance)
        .map(Occurrence.NodeGoes.class::cast)
        .findFirst()
        .orElseThrow()
        .absence();
  }

  @Test
  void aNodeThatReturnsWithoutHavingGoneHasRebooted() {
    Past past = new Told().created().tell(FIRST, new Happening.NodeReturned("node-a")).past();

    assertEquals(
        new Occurrence.NodeReboots(Told.after(FIRST), "node-a"), past.occurrences().getLast());
  }

  @Test
  void whatTheControllerDidIsNoOccurrence() {
    Past past =
        new Told().changed(FIRST, "node-b", "node-a", new Cause.BetterNode("node-a")).past();

    assertEquals(List.of(), past.occurrences());
    assertEquals(Map.of("web", "node-b"), past.owners());
  }

  @Test
  void commandsAreOccurrencesButASpecIsNot() {
    OperatorCommand standby = new OperatorCommand.Standby("node-a");
    Past past =
        new Told()
            .asked(FIRST, standby)
            .tell(SECOND, new Happening.SpecApplied(List.of("group web changed")))
            .past();

    assertEquals(List.of(new Occurrence.Commanded(Told.after(FIRST), standby)), past.occurrences());
    assertTrue(past.gaps().toString().contains("the spec was changed at"), past.gaps()::toString);
  }

  @Test
  void aStartThatFailedIsToldOnceAndLastsUntilTheCleanup() {
    Past past =
        new Told()
            .tell(
                FIRST,
                new Happening.ResourceFailed(
                    "httpd", "node-b", (int) ResourceReport.FATAL, 2, "exited with 1"))
            .tell(FIRST.plusSeconds(1), new Happening.StartFailed("web", "node-b", 3, "no start"))
            .asked(SECOND, new OperatorCommand.Cleanup("web", "node-b"))
            .past();

    assertEquals(
        new Occurrence.StartFails(
            Told.after(FIRST).minusMillis(1), "httpd", "node-b", Told.after(SECOND)),
        past.occurrences().getFirst());
    assertEquals(2, past.occurrences().size());
  }

  @Test
  void onlyTheLastLifeOfAClusterIsPlayed() {
    Past past =
        new Told()
            .created()
            .tell(FIRST, new Happening.ClusterDestroyed(new Disposal.Keep(), Map.of(), null))
            .tell(SECOND, new Happening.SpecApplied(List.of("cluster created")))
            .past();

    assertEquals(1, past.entries().size());
    assertTrue(past.created());
    assertTrue(past.gaps().toString().contains("destroyed and created anew"));
  }

  @Test
  void aFilteredJournalIsNoticed() {
    Told told = new Told().created();
    told.entries().remove(1);

    assertTrue(
        told.past()
            .gaps()
            .contains("entries 2 to 2 of the journal are missing: was it exported with a filter?"),
        told.past().gaps()::toString);
  }

  @Test
  void failuresFromBeforeTheJournalAreNotMadeUp() {
    Past past = new Told().fails(FIRST, "node-a", 2).past();

    assertEquals(1, past.occurrences().size());
    assertTrue(
        past.gaps().getFirst().startsWith("httpd had failed on node-a before the journal begins"),
        past.gaps()::toString);
  }

  @Test
  void nodesOfANewClusterAreOffUntilTheyAreHeard() {
    Past past = new Told().created().past();

    assertEquals(Set.of("node-a", "node-b"), past.absent());
  }

  @Test
  void aJournalOfNothingHasNoPast() {
    assertThrows(IllegalArgumentException.class, () -> Past.of(List.of(), Silence.AUTO));
  }
}
