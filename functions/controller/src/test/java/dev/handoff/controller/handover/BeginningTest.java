package dev.handoff.controller.handover;

import static dev.handoff.controller.handover.Scene.AWAY;
import static dev.handoff.controller.handover.Scene.NOON;
import static dev.handoff.controller.handover.Scene.begun;
import static dev.handoff.controller.handover.Scene.httpd;
import static dev.handoff.controller.handover.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Beat;
import dev.handoff.events.Cause;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.MissedBeat;
import dev.handoff.events.ResourceReport.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first step of a handover from node-a to node-b. */
class BeginningTest {

  private static final Cause BETTER = new Cause.BetterNode("node-b");
  private static final Duration WINDOW = Duration.ofHours(1);

  private final Scene scene = new Scene().chosen("node-b", BETTER);

  @Test
  void aNodeUnderSuspicionIsGivenNothingBeforeASecondLook() {
    scene.verdicts.put(
        "node-b",
        new Verdict.Suspect(Scene.word("node-b", web(5, Progress.STANDBY)), Duration.ofSeconds(2)));

    assertEquals(new Step.Await(scene.assignment, Duration.ofSeconds(2)), scene.advance());
  }

  @Test
  void aNodeThatCannotBeReadIsGivenNothing() {
    scene.verdicts.put("node-b", new Verdict.Unreadable("no answer"));

    assertEquals(new Step.Keep(scene.assignment), scene.advance());
  }

  @Test
  void aRecordThatKnowsLessThanItsNodesWaitsUntilAllCanBeAsked() {
    scene.says("node-b", web(9, Progress.STANDBY), httpd(State.STOPPED));
    scene.verdicts.put("node-c", new Verdict.Unreadable("no answer"));

    assertEquals(new Step.Keep(scene.assignment), scene.advance());
  }

  @Test
  void itWaitsForThatAlsoWhereOnlyOrdersOfABootThatIsOverTellOfALaterEpoch() {
    scene.says("node-b", web(5, Progress.STANDBY), httpd(State.STOPPED));
    scene.verdicts.put("node-c", new Verdict.Unreadable("no answer"));
    scene.ordered = 9;

    assertEquals(new Step.Keep(scene.assignment), scene.advance());

    scene.ordered = 5;
    assertEquals(6, scene.advance().next().epoch());
  }

  @Test
  void whatIsToStopButHasNoOwnerStaysAsItIs() {
    scene.ownedBy(null).in(new Phase.Starting(AWAY, NOON, NOON.plusSeconds(5)));
    scene.chosen(null, BETTER);

    assertEquals(new Step.Keep(scene.assignment), scene.advance());
  }

  @Test
  void whatIsToStopIsStoppedUnderAnEpochThatItsNodesObey() {
    scene.ownedBy(null).in(new Phase.Releasing(AWAY, NOON.plusSeconds(5)));
    scene.says("node-b", web(9, Progress.STANDBY), httpd(State.STOPPED)).chosen(null, BETTER);

    Assignment next = scene.advance().next();

    assertEquals(10, next.epoch());
    assertEquals("node-a", assertInstanceOf(Phase.Releasing.class, next.phase()).handover().from());
  }

  @Test
  void aLivingOwnerIsAskedToStop() {
    assertInstanceOf(Phase.Releasing.class, scene.advance().next().phase());
  }

  @Test
  void aSilentOwnerIsNotWaitedFor() {
    scene.saidLast("node-a", web(5, Progress.ACTIVE), httpd(State.RUNNING));

    assertInstanceOf(Step.Move.class, scene.advance());
  }

  @Test
  void aSilentOwnerIsWaitedForWhereItIsPoweredOff() {
    scene.fencing().saidLast("node-a", web(5, Progress.ACTIVE), httpd(State.RUNNING));

    assertInstanceOf(Phase.Releasing.class, scene.advance().next().phase());
  }

  @Test
  void anOwnerThatRunsTheGroupIsStoppedBeforeAnyStray() {
    scene.says("node-c", web(5, Progress.ACTIVE), httpd(State.RUNNING));

    assertEquals("node-a", begun(scene.advance()).from());
  }

  @Test
  void aStrayIsStoppedWhereTheOwnerIsGone() {
    scene.saidLast("node-a", web(5, Progress.ACTIVE), httpd(State.RUNNING));
    scene.says("node-c", web(5, Progress.ACTIVE), httpd(State.RUNNING));

    assertEquals("node-c", begun(scene.advance()).from());
  }

  @Test
  void anOwnerThatIsGoneIsWhereTheGroupCameFrom() {
    scene.saidLast("node-a", web(5, Progress.ACTIVE), httpd(State.RUNNING));

    assertEquals("node-a", begun(scene.advance()).from());
  }

  @Test
  void movesBeforeTheWindowDoNotCount() {
    Instant before = NOON.minus(WINDOW);
    movedAt(before, before, before);

    assertEquals(List.of(NOON), scene.advance().next().moves());
  }

  @Test
  void movesInTheWindowCount() {
    Instant within = NOON.minus(WINDOW).plusMillis(1);
    movedAt(within, within);

    assertEquals(List.of(within, within, NOON), scene.advance().next().moves());
  }

  @Test
  void theTroubleHasLastedSinceTheWordThatToldOfIt() {
    assertEquals(Duration.ofSeconds(1), detect());
  }

  @Test
  void aClockThatIsAheadTellsNothing() {
    saidAt(NOON.plusMillis(1));

    assertEquals(Duration.ZERO, detect());
  }

  @Test
  void aClockThatIsAbsurdlyLateTellsNothing() {
    saidAt(NOON.minus(MissedBeat.LONGEST).minusMillis(1));
    assertEquals(Duration.ZERO, detect());

    saidAt(NOON.minus(MissedBeat.LONGEST));
    assertEquals(MissedBeat.LONGEST, detect());
  }

  private void movedAt(Instant... moves) {
    scene.record(now ->
        new Assignment(
            now.epoch(),
            now.owner(),
            now.ownerBoot(),
            now.phase(),
            null,
            List.of(moves),
            null,
            now.stopped(),
            now.unasked()));
  }

  /** node-a's word is of that time by its own clock. */
  private void saidAt(Instant sent) {
    scene.verdicts.put(
        "node-a",
        new Verdict.Alive(
            new Beat(
                "c",
                "node-a",
                "boot-1",
                7,
                Duration.ofSeconds(7),
                sent,
                false,
                false,
                "",
                List.of(web(5, Progress.ACTIVE)),
                List.of(httpd(State.RUNNING)),
                Map.of(),
                List.of())));
  }

  private Duration detect() {
    Phase.Handover handover = scene.advance().next().phase().handoverUnderWay();
    return handover == null ? Duration.ofDays(-1) : handover.detect();
  }
}
