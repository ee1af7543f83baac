package dev.handoff.simulation.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What another spec makes of the same past. */
class ReplayedPastTest {

  private static final Duration FIRST = Duration.ofMinutes(10);
  private static final Duration SECOND = Duration.ofMinutes(20);
  private static final Duration LATER = Duration.ofMinutes(30);

  /** Two failures of which the second moves the group. */
  private static Told twoFailures() {
    return new Told()
        .created()
        .fails(FIRST, "node-a", 1)
        .recovers(FIRST.plusSeconds(1), "node-a", 1)
        .fails(SECOND, "node-a", 2)
        .changed(SECOND, "node-a", "node-b", new Cause.ServiceFailed("httpd", "node-a", 2, 2));
  }

  /** The owner is silent for two minutes, and comes back. */
  private static Told silence() {
    return new Told()
        .created()
        .tell(FIRST, new Happening.NodeSilent("node-a", Duration.ofSeconds(9)))
        .changed(FIRST, "node-a", "node-b", new Cause.NodeSilent("node-a"))
        .tell(FIRST.plusMinutes(2), new Happening.NodeReturned("node-a"));
  }

  private static List<String> moves(Replayed replayed) {
    return replayed.entries().stream()
        .map(JournalEntry::happening)
        .filter(Happening.OwnerChanged.class::isInstance)
        .map(Happening.OwnerChanged.class::cast)
        .map(h -> h.from() + " -> " + h.to())
        .toList();
  }

  private static Instant decided(Replayed replayed) {
    return replayed.entries().stream()
        .filter(e ->
            e.happening() instanceof Happening.HandoverBegun h
                && h.cause() instanceof Cause.NodeSilent)
        .map(JournalEntry::at)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theRecordedSpecDoesWhatTheJournalTells() {
    Past past = twoFailures().past();

    Comparison comparison = Comparison.of(past, Told.spec(), Told.spec());

    comparison.rows().forEach(row -> assertTrue(row.isReproduced(), row::toString));
    comparison.rows().forEach(row -> assertTrue(!row.differs(), row::toString));
    assertEquals(1, comparison.recorded().moves());
    assertEquals(1, comparison.changed().moves());
    assertEquals(1, comparison.changed().restarts());
  }

  @Test
  void howFarItIsIsHeardInTheOrderOfTheJournal() {
    List<Instant> heard = new ArrayList<>();

    Comparison.of(twoFailures().past(), null, Told.spec(), heard::add);

    assertEquals(heard.stream().sorted().toList(), heard);
    assertTrue(heard.contains(Told.after(SECOND)), heard::toString);
  }

  @Test
  void aLargerThresholdAvoidsAMove() {
    Past past = twoFailures().past();

    Comparison comparison = Comparison.of(past, null, Told.spec("threshold: 2", "threshold: 3"));

    assertEquals(1, comparison.recorded().moves());
    assertEquals(0, comparison.changed().moves());
    assertEquals(2, comparison.changed().restarts());
    assertEquals(
        List.of(Told.after(SECOND)),
        comparison.rows().stream()
            .filter(Comparison.Row::differs)
            .map(Comparison.Row::at)
            .toList());
  }

  @Test
  void aSmallerThresholdMovesAtTheFirstFailureAndSparesTheSecond() {
    Past past = twoFailures().past();

    Replayed replayed = Replay.play(past, Told.spec("threshold: 2", "threshold: 1"));

    assertEquals(List.of("null -> node-a", "node-a -> node-b"), moves(replayed));
    assertEquals(
        1,
        replayed.entries().stream()
            .filter(e -> e.happening() instanceof Happening.ResourceFailed)
            .count());
  }

  @Test
  void aShorterTimeoutMovesEarlier() {
    Past past = silence().past();

    Instant then = decided(Replay.play(past, Told.spec()));
    Instant now = decided(Replay.play(past, Told.spec("timeout: 8s", "timeout: 4s")));

    assertTrue(now.isBefore(then.minusSeconds(2)), then + " and " + now);
  }

  @Test
  void aLongerTimeoutWaitsForANodeThatComesBack() {
    Told told =
        new Told()
            .created()
            .tell(FIRST, new Happening.NodeSilent("node-a", Duration.ofSeconds(9)))
            .changed(FIRST, "node-a", "node-b", new Cause.NodeSilent("node-a"))
            .tell(FIRST.plusSeconds(11), new Happening.NodeReturned("node-a"));
    ClusterSpec patient = Told.spec("timeout: 8s", "timeout: 60s");

    Comparison comparison = Comparison.of(told.past(), null, patient);

    assertEquals(0, comparison.changed().moves());
    assertEquals(Duration.ofSeconds(20), comparison.changed().allUnserved());
    assertEquals(Duration.ofSeconds(10), comparison.recorded().allUnserved());
  }

  @Test
  void stickinessPreventsFailback() {
    Past past = silence().past();

    assertEquals(
        List.of("null -> node-a", "node-a -> node-b"), moves(Replay.play(past, Told.spec())));
    assertEquals(
        List.of("null -> node-a", "node-a -> node-b", "node-b -> node-a"),
        moves(Replay.play(past, Told.spec("stickiness: 200", "stickiness: 0"))));
  }

  @Test
  void aGroupBeginsWhereItWasWhenTheJournalBegins() {
    Past past =
        new Told()
            .fails(FIRST, "node-b", 1)
            .recovers(FIRST.plusSeconds(1), "node-b", 1)
            .fails(SECOND, "node-b", 2)
            .changed(SECOND, "node-b", "node-a", new Cause.ServiceFailed("httpd", "node-b", 2, 2))
            .past();

    Replayed replayed = Replay.play(past, Told.spec());

    assertEquals(Map.of("web", "node-b"), replayed.owners());
    assertEquals(List.of("node-b -> node-a"), moves(replayed));
  }

  @Test
  void aGroupThatWouldHaveBeenElsewhereIsSaid() {
    Past past = new Told().fails(FIRST, "node-b", 1).past();

    Replayed replayed = Replay.play(past, Told.spec("stickiness: 200", "stickiness: 0"));

    assertTrue(
        replayed
            .gaps()
            .contains(
                "web was on node-b when the journal begins; under this spec it begins on node-a"),
        replayed.gaps()::toString);
  }

  @Test
  void commandsAreGivenAgainAndMayBeRefused() {
    OperatorCommand move = new OperatorCommand.Move("web", "node-b", null);
    Past past =
        new Told()
            .created()
            .asked(FIRST, move)
            .changed(FIRST, "node-a", "node-b", new Cause.Operator("move web node-b"))
            .past();
    ClusterSpec forbidden =
        Told.spec(
            "constraints:",
            "constraints:\n  - {type: location, group: web, node: node-b, score: -INFINITY}");

    Comparison comparison = Comparison.of(past, Told.spec(), forbidden);

    Comparison.Row row =
        comparison.rows().stream()
            .filter(r -> r.occurrence() instanceof Occurrence.Commanded)
            .findFirst()
            .orElseThrow();
    assertTrue(row.isReproduced(), row::toString);
    assertTrue(String.valueOf(row.changed().refusal()).contains("node-b"), row::toString);
  }

  @Test
  void aServiceThatDidNotStartDoesNotStartAgain() {
    Cause failed = new Cause.ServiceFailed("httpd", "node-a", 2, 2);
    Past past =
        new Told()
            .created()
            .fails(FIRST, "node-a", 1)
            .recovers(FIRST.plusSeconds(1), "node-a", 1)
            .tell(SECOND, new Happening.ResourceFailed("httpd", "node-a", 2, 2, "503"))
            .tell(SECOND, new Happening.HandoverBegun("web", "node-a", "node-b", 20, failed))
            .tell(
                SECOND.plusSeconds(2),
                new Happening.ResourceFailed("httpd", "node-b", 1_000_000, 2, "exited with 1"))
            .tell(SECOND.plusSeconds(2), new Happening.StartFailed("web", "node-b", 20, "no start"))
            .past();

    Replayed replayed = Replay.play(past, Told.spec());

    assertTrue(
        replayed.entries().stream()
            .anyMatch(e ->
                e.happening() instanceof Happening.ResourceFailed h
                    && h.node().equals("node-b")
                    && h.failCount() >= ResourceReport.FATAL),
        replayed.entries()::toString);
  }

  @Test
  void everyReplayIsTheSame() {
    Past past = silence().past();

    assertEquals(Replay.play(past, Told.spec()), Replay.play(past, Told.spec()));
  }

  @Test
  void aQuietYearTakesNoTime() {
    Past past =
        twoFailures().asked(Duration.ofDays(365), new OperatorCommand.Cleanup("web", null)).past();

    Comparison comparison = Comparison.of(past, Told.spec(), Told.spec());

    assertEquals(Set.of(), comparison.changed().down());
    comparison.rows().forEach(row -> assertTrue(row.isReproduced(), row::toString));
  }

  @Test
  void aGroupThatNobodyMayRunIsDownUntilTheEnd() {
    Past past =
        new Told()
            .created()
            .tell(FIRST, new Happening.NodeSilent("node-b", Duration.ofSeconds(9)))
            .fails(SECOND, "node-a", 1)
            .recovers(SECOND.plusSeconds(1), "node-a", 1)
            .asked(LATER, new OperatorCommand.Online("node-b"))
            .past();

    Comparison comparison =
        Comparison.of(past, Told.spec(), Told.spec("threshold: 2", "threshold: 1"));

    assertEquals(Set.of("web"), comparison.changed().down());
    assertTrue(comparison.changed().allUnserved().toMinutes() >= 9, comparison::toString);
    assertEquals(Set.of(), comparison.recorded().down());
  }
}
