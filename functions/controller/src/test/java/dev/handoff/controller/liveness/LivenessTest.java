package dev.handoff.controller.liveness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.NodeRecord.Presence;
import dev.handoff.controller.record.Sighting;
import dev.handoff.events.Beat;
import dev.handoff.events.MissedBeat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two nodes, beats every 2 s, timeout 8 s. n1 is the one that is judged, n2 may testify. */
class LivenessTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  private @Nullable Sighting known = new Sighting("boot", 6, NOON.minusSeconds(60));
  private List<String> ended = List.of();
  private Presence presence = Presence.PRESENT;
  private Instant sent = NOON;
  private @Nullable Instant freshSince;
  private @Nullable String nonsense;
  private @Nullable Beat late;
  private boolean deleted;
  private List<MissedBeat> testimony = List.of();
  private List<MissedBeat> ownTestimony = List.of();
  private final Map<String, NodeReading> firstLook = new HashMap<>();
  private Duration sinceFirstLook = Duration.ZERO;

  @Test
  void aNodeWhoseSequenceMovedIsAlive() {
    assertInstanceOf(Verdict.Alive.class, judge());
  }

  @Test
  void aReportAboutAnOlderBeatIsDismissed() {
    testimony = List.of(new MissedBeat("n1", "boot", 6, Duration.ofMinutes(1)));
    sent = NOON.minusSeconds(60);

    assertInstanceOf(Verdict.Alive.class, judge());
  }

  @Test
  void aReportAboutAnEarlierBootIsDismissed() {
    testimony = List.of(new MissedBeat("n1", "boot-0", 7, Duration.ofMinutes(1)));
    sent = NOON.minusSeconds(60);

    assertInstanceOf(Verdict.Alive.class, judge());
  }

  @Test
  void aBeatOfABootThatHasEndedSaysNothing() {
    known = new Sighting("boot-2", 3, NOON);
    ended = List.of("boot");

    assertInstanceOf(Verdict.Unreadable.class, judge());
  }

  @Test
  void aBeatOfABootThatHasEndedAndStaysComesFromNobodyWhoIsThere() {
    known = new Sighting("boot-2", 3, NOON);
    ended = List.of("boot");
    firstLook.put("n1", new NodeReading.Heard(beat(), null));
    sinceFirstLook = TIMEOUT;

    assertInstanceOf(Verdict.Silent.class, judge());
  }

  @Test
  void aReportOfLessThanTheTimeoutIsNoEvidence() {
    testimony = List.of(new MissedBeat("n1", "boot", 7, TIMEOUT.minusMillis(1)));
    sent = NOON.minusSeconds(60);

    assertInstanceOf(Verdict.Alive.class, judge());
  }

  @Test
  void whatANodeSaysOfItselfIsNoEvidence() {
    ownTestimony = List.of(new MissedBeat("n1", "boot", 7, TIMEOUT));
    sent = NOON.minusSeconds(60);

    assertInstanceOf(Verdict.Alive.class, judge());
  }

  @Test
  void aReportAndAnOldTimestampMakeItSilent() {
    testimony = List.of(new MissedBeat("n1", "boot", 7, TIMEOUT));
    sent = NOON.minus(TIMEOUT);

    assertEquals(new Verdict.Silent(beat(), TIMEOUT), judge());
  }

  @Test
  void aReportAgainstAFreshTimestampCostsASecondLook() {
    testimony = List.of(new MissedBeat("n1", "boot", 7, TIMEOUT));

    assertEquals(new Verdict.Suspect(beat(), Duration.ofSeconds(2)), judge());
  }

  @Test
  void aBeatThatStandsStillBetweenTwoLooksMakesItSilent() {
    testimony = List.of(new MissedBeat("n1", "boot", 7, TIMEOUT));
    firstLook.put("n1", new NodeReading.Heard(beat(), null));
    sinceFirstLook = Duration.ofSeconds(2);

    assertInstanceOf(Verdict.Silent.class, judge());
  }

  @Test
  void twoLooksCloserThanABeatIntervalProveNothing() {
    testimony = List.of(new MissedBeat("n1", "boot", 7, TIMEOUT));
    firstLook.put("n1", new NodeReading.Heard(beat(), null));
    sinceFirstLook = Duration.ofMillis(1999);

    assertInstanceOf(Verdict.Suspect.class, judge());
  }

  @Test
  void withoutAWatcherALongUnmovedBeatIsOnlyAReasonToLookTwice() {
    known = new Sighting("boot", 7, NOON.minus(TIMEOUT));
    sent = NOON.minusSeconds(3600);

    assertInstanceOf(Verdict.Suspect.class, judge());
  }

  @Test
  void withoutAWatcherTwoLooksCloserThanATimeoutProveNothing() {
    known = new Sighting("boot", 7, NOON.minus(TIMEOUT));
    firstLook.put("n1", new NodeReading.Heard(beat(), null));
    sinceFirstLook = TIMEOUT.minusMillis(1);

    assertEquals(new Verdict.Suspect(beat(), TIMEOUT), judge());
  }

  @Test
  void withoutAWatcherABeatThatStandsStillForATimeoutMakesItSilent() {
    known = new Sighting("boot", 7, NOON.minus(TIMEOUT));
    firstLook.put("n1", new NodeReading.Heard(beat(), null));
    sinceFirstLook = TIMEOUT;

    assertEquals(new Verdict.Silent(beat(), TIMEOUT), judge());
  }

  @Test
  void withoutAWatcherAnUnmovedBeatMayBeYoungerThanTheTimeout() {
    known = new Sighting("boot", 7, NOON.minus(TIMEOUT).plusMillis(1));
    sent = NOON.minusSeconds(3600);

    assertInstanceOf(Verdict.Alive.class, judge());
  }

  @Test
  void aTimestampThatLooksOldProvesNothingByItself() {
    sent = NOON.minusSeconds(3600);

    assertInstanceOf(Verdict.Alive.class, judge());
  }

  @Test
  void nonsenseIsAReasonToLookAgainAfterAWholeTimeout() {
    nonsense = "{";

    assertEquals(new Verdict.Unreadable("no beat", TIMEOUT), judge());
  }

  @Test
  void nonsenseThatStaysTheSameForATimeoutMakesANodeSilent() {
    nonsense = "{";
    firstLook.put("n1", nonsense("{"));
    sinceFirstLook = TIMEOUT;

    assertEquals(new Verdict.Silent(null, "{", TIMEOUT), judge());
  }

  @Test
  void nonsenseThatStaysTheSameForLessThanATimeoutProvesNothing() {
    nonsense = "{";
    firstLook.put("n1", nonsense("{"));
    sinceFirstLook = TIMEOUT.minusMillis(1);

    assertInstanceOf(Verdict.Unreadable.class, judge());
  }

  @Test
  void nonsenseThatChangesComesFromSomebodyWhoIsThere() {
    nonsense = "{2";
    firstLook.put("n1", nonsense("{1"));
    sinceFirstLook = TIMEOUT;

    assertInstanceOf(Verdict.Unreadable.class, judge());
  }

  @Test
  void nonsenseAfterABeatIsANewSignOfLife() {
    nonsense = "{";
    firstLook.put("n1", new NodeReading.Heard(beat(), null));
    sinceFirstLook = TIMEOUT;

    assertInstanceOf(Verdict.Unreadable.class, judge());
  }

  @Test
  void aNodeThatIsLostStaysSilentWhileTheSameNonsenseLiesThere() {
    nonsense = "{";
    presence = Presence.SILENT;
    known = Sighting.ofNonsense("{", NOON.minusSeconds(60));

    assertEquals(new Verdict.Silent(null, "{", Duration.ofSeconds(60)), judge());
  }

  @Test
  void newNonsenseOfANodeThatWasSilentMayBeASignOfLife() {
    nonsense = "{";
    presence = Presence.SILENT;

    assertEquals(new Verdict.Unreadable("no beat", TIMEOUT), judge());
  }

  @Test
  void aBootThatGoesOnBeatingForATimeoutLivesThoughItSeemedToHaveEnded() {
    Beat later = beat(8, false);
    firstLook.put("n1", late(beat()));
    late = later;
    sinceFirstLook = TIMEOUT;

    assertEquals(new Verdict.Alive(later), judge());
  }

  @Test
  void lateBeatsWithinATimeoutAreLate() {
    firstLook.put("n1", late(beat()));
    late = beat(8, false);
    sinceFirstLook = TIMEOUT.minusNanos(1);

    assertInstanceOf(Verdict.Unreadable.class, judge());
  }

  @Test
  void oneLateBeatAfterOtherNonsenseIsNoSignOfLife() {
    firstLook.put("n1", nonsense("{"));
    late = beat();
    sinceFirstLook = TIMEOUT;

    assertInstanceOf(Verdict.Unreadable.class, judge());
  }

  @Test
  void anOlderLateBeatThanTheOneBeforeIsNoSignOfLife() {
    firstLook.put("n1", late(beat(8, false)));
    late = beat();
    sinceFirstLook = TIMEOUT;

    assertInstanceOf(Verdict.Unreadable.class, judge());
  }

  @Test
  void aLateGoodbyeIsNoSignOfLife() {
    firstLook.put("n1", late(beat()));
    late = beat(8, true);
    sinceFirstLook = TIMEOUT;

    assertInstanceOf(Verdict.Unreadable.class, judge());
  }

  @Test
  void aBeatThatSomebodyHasDeletedSaysNothingAtFirst() {
    deleted = true;

    assertEquals(new Verdict.Unreadable("its beat is gone", TIMEOUT), judge());
  }

  @Test
  void aNodeWhoseBeatWasDeletedAndDoesNotComeAgainIsSilent() {
    deleted = true;
    firstLook.put("n1", new NodeReading.NotHeard());
    sinceFirstLook = TIMEOUT;

    assertEquals(new Verdict.Silent(null, "", TIMEOUT), judge());
  }

  @Test
  void aNodeWhoseBeatWasDeletedStaysSilent() {
    deleted = true;
    presence = Presence.SILENT;
    known = Sighting.ofNonsense("", NOON.minusSeconds(60));

    assertEquals(new Verdict.Silent(null, "", Duration.ofSeconds(60)), judge());
  }

  @Test
  void aNodeThatHasLeftIsNotMissedWhenItsBeatIsDeleted() {
    deleted = true;
    presence = Presence.LEFT;

    assertEquals(new Verdict.NeverHeard(), judge());
  }

  @Test
  void aNodeThatHasNeverBeenThereIsNotMissed() {
    deleted = true;
    presence = Presence.UNSEEN;

    assertEquals(new Verdict.NeverHeard(), judge());
  }

  @Test
  void afterAHoldNonsenseGetsAWholeTimeoutToTurnIntoABeat() {
    nonsense = "{";
    firstLook.put("n1", nonsense("{"));
    sinceFirstLook = TIMEOUT;
    freshSince = NOON;

    assertEquals(new Verdict.Unreadable("no beat"), judge());
  }

  @Test
  void aSilentNodeStaysSilentUntilItsBeatMoves() {
    known = new Sighting("boot", 7, NOON.minusSeconds(60));
    presence = Presence.SILENT;
    assertEquals(new Verdict.Silent(beat(), Duration.ofSeconds(60)), judge());

    known = new Sighting("boot", 6, NOON.minusSeconds(60));
    assertInstanceOf(Verdict.Alive.class, judge());
  }

  @Test
  void nobodyIsSilentInTheFreshWindowAfterAHold() {
    testimony = List.of(new MissedBeat("n1", "boot", 7, TIMEOUT));
    sent = NOON.minusSeconds(60);

    freshSince = NOON.minus(TIMEOUT).plusMillis(1);
    assertInstanceOf(Verdict.Alive.class, judge());

    freshSince = NOON.minus(TIMEOUT);
    assertInstanceOf(Verdict.Silent.class, judge());
  }

  @Test
  void aFreshWindowThatAWrongClockOpenedInTheFutureDoesNotCount() {
    testimony = List.of(new MissedBeat("n1", "boot", 7, TIMEOUT));
    sent = NOON.minusSeconds(60);
    freshSince = NOON.plusSeconds(3600);

    assertInstanceOf(Verdict.Silent.class, judge());
  }

  private Beat beat() {
    return beat(7, false);
  }

  private Beat beat(long sequence, boolean leaving) {
    Beat sample = Samples.beat("c", "n1", 7);
    return new Beat(
        "c",
        "n1",
        "boot",
        sequence,
        sample.uptime(),
        sent,
        false,
        leaving,
        "",
        List.of(),
        List.of(),
        Map.of(),
        ownTestimony);
  }

  private NodeReading reading() {
    if (deleted) {
      return new NodeReading.NotHeard();
    }
    if (late != null) {
      return late(late);
    }
    return nonsense == null ? new NodeReading.Heard(beat(), null) : nonsense(nonsense);
  }

  /** A beat of a boot that another one has followed. */
  private static NodeReading late(Beat beat) {
    return new NodeReading.Nonsense("late " + beat.sequence(), "a late beat", null, beat);
  }

  private static NodeReading nonsense(String text) {
    return new NodeReading.Nonsense(text, "no beat", null);
  }

  private Verdict judge() {
    Beat watcher =
        new Beat(
            "c",
            "n2",
            "boot",
            1,
            Duration.ZERO,
            NOON,
            true,
            false,
            "",
            List.of(),
            List.of(),
            Map.of(),
            testimony);
    ClusterRecord record =
        new ClusterRecord(
            Samples.spec("c", 2),
            Map.of("n1", new NodeRecord(presence, false, known, Map.of(), ended)),
            Map.of(),
            List.of(),
            false,
            null,
            freshSince,
            1,
            List.of());
    Map<String, NodeReading> readings =
        Map.of("n1", reading(), "n2", new NodeReading.Heard(watcher, null));
    Verdict verdict =
        Liveness.judge(new Evidence(record, readings, firstLook, sinceFirstLook, NOON)).get("n1");
    return verdict == null ? new Verdict.NeverHeard() : verdict;
  }
}
