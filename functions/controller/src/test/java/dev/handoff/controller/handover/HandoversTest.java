package dev.handoff.controller.handover;

import static dev.handoff.controller.handover.Scene.AWAY;
import static dev.handoff.controller.handover.Scene.EIP;
import static dev.handoff.controller.handover.Scene.LATE_BOUND;
import static dev.handoff.controller.handover.Scene.NOON;
import static dev.handoff.controller.handover.Scene.begun;
import static dev.handoff.controller.handover.Scene.httpd;
import static dev.handoff.controller.handover.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.Addresses.Moved;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Aftermath;
import dev.handoff.events.Cause;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Monitor.OnFail;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single steps of one group, each from what was read to what is done. */
class HandoversTest {

  private static final Cause BETTER = new Cause.BetterNode("node-b");
  private static final Cause UNWANTED = new Cause.TargetRoleStopped();
  private static final Phase MOVING = new Phase.Moving(AWAY, null);
  private static final Phase STARTING = new Phase.Starting(AWAY, NOON, NOON.plusSeconds(9));
  private static final Phase STRANDED = new Phase.Stranded(List.of());

  private final Scene scene = new Scene();

  @Test
  void whatIsNotManagedStaysWhereItIs() {
    scene.managed = false;
    scene.saidLast("node-a", web(5, Progress.ACTIVE)).chosen("node-b", BETTER);

    assertEquals(new Step.Keep(scene.assignment), scene.advance());
  }

  @Test
  void onceEveryCallIsAnsweredNoneCanLandLate() {
    scene.mine = true;
    scene.results.put("eip", new Moved.Accepted(EIP));
    scene.record(now -> now.late(NOON.plusSeconds(60)));

    assertEquals(new Step.Keep(scene.assignment.late(null)), scene.advance());
  }

  @Test
  void whileItMovesTheMarkKeepsOthersFromDoublingTheCalls() {
    scene.mine = true;
    scene.results.put("eip", new Moved.Accepted(EIP));
    scene.in(MOVING).record(now -> now.late(NOON.plusSeconds(60)));

    assertEquals(new Step.Await(scene.assignment, Handovers.LOOK_AGAIN), scene.advance());
  }

  @Test
  void aRecordThatKnowsLessThanItsNodesGoesOnAboveThem() {
    scene.says("node-b", web(9, Progress.STANDBY), httpd(State.STOPPED));

    Happening.HandoverBegun begun = begun(scene.advance());

    assertEquals(10, begun.epoch());
    assertEquals("node-a", begun.to());
    assertEquals(new Cause.NodeEligible("node-a"), begun.cause());
  }

  @Test
  void aRecordThatKnowsLessStopsWhatMayRunNowhere() {
    scene.says("node-b", web(9, Progress.STANDBY), httpd(State.STOPPED)).chosen(null, UNWANTED);

    Happening.HandoverBegun begun = begun(scene.advance());

    assertEquals(10, begun.epoch());
    assertNull(begun.to());
    assertEquals(UNWANTED, begun.cause());
  }

  @Test
  void aRecordThatDoesNotKnowWhoRunsWhatIsToBeStoppedHasItStopped() {
    scene.ownedBy(null).in(new Phase.Stopped(List.of())).chosen(null, UNWANTED);
    scene.says("node-a", web(9, Progress.ACTIVE), httpd(State.RUNNING));

    Step step = scene.advance();

    assertEquals("node-a", begun(step).from());
    assertEquals(10, begun(step).epoch());
    scene.record(now -> step.next());
    scene.says("node-a", web(10, Progress.STANDBY), httpd(State.STOPPED));
    assertInstanceOf(Phase.Stopped.class, scene.advance().next().phase());
    scene.record(now -> scene.advance().next());
    assertEquals(new Step.Keep(scene.assignment), scene.advance());
  }

  @Test
  void aGroupThatHasNeverBeenStartedGoesOnWaitingWhateverTheNodesKnow() {
    scene.assignment = Assignment.NONE;
    scene.chosen(null, UNWANTED).says("node-a", web(9, Progress.STANDBY), httpd(State.STOPPED));

    assertEquals(new Step.Keep(scene.assignment), scene.advance());
  }

  @Test
  void theFirstStartIsCalledSoWhateverTheNodesKnow() {
    scene.assignment = Assignment.NONE;
    scene.says("node-a", web(9, Progress.STANDBY), httpd(State.STOPPED));

    assertEquals(new Cause.FirstStart(), begun(scene.advance()).cause());
  }

  @Test
  void aLaterStartIsNotCalledTheFirst() {
    scene.ownedBy(null).in(new Phase.Stopped(List.of()));
    scene.says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));

    assertEquals(new Cause.NodeEligible("node-a"), begun(scene.advance()).cause());
  }

  @Test
  void aNodeThatShutDownWithTheGroupRunningIsPoweredOffAndOneThatHasStoppedItIsNot() {
    scene.fencing().ownedBy("node-b").in(new Phase.Releasing(AWAY, NOON.plusSeconds(9)));
    scene.isolation = new Isolation(Duration.ofSeconds(3), Isolation.Action.STOP);
    scene.chosen("node-b", BETTER);

    scene.saidGoodBye("node-a", web(5, Progress.STOPPING), httpd(State.RUNNING));
    assertEquals(new Step.Expect(scene.assignment), scene.advance());
    scene.in(new Phase.Releasing(AWAY, NOON.minusSeconds(1)));
    assertEquals(new Step.PowerOff(scene.assignment, "node-a"), scene.advance());

    scene.saidGoodBye("node-a", web(4, Progress.STANDBY), httpd(State.STOPPED));
    assertInstanceOf(Step.Move.class, scene.advance());
  }

  @Test
  void whatIsStoppedMayChangeWhileTheGroupIsHandedOver() {
    scene.in(STARTING).says("node-a", web(5, Progress.STARTING), httpd(State.STARTING));
    scene.chosen("node-a", BETTER, "httpd");

    assertEquals(List.of("httpd"), scene.advance().next().stopped());
  }

  @Test
  void whatWouldBeStoppedElsewhereIsNotStoppedHere() {
    scene.in(STARTING).says("node-a", web(5, Progress.STARTING), httpd(State.STARTING));
    scene.chosen("node-b", BETTER, "httpd");

    assertEquals(List.of(), scene.advance().next().stopped());
  }

  @Test
  void aPartOfAGroupLeavesForANodeThatMayRunAllOfIt() {
    incomplete().chosen("node-b", BETTER);

    assertEquals(new Cause.NodeEligible("node-b"), begun(scene.advance()).cause());
  }

  @Test
  void aPartOfAGroupLeavesForABetterPlaceToRunAPart() {
    incomplete().chosen("node-b", BETTER, "httpd");

    assertEquals(BETTER, begun(scene.advance()).cause());
  }

  @Test
  void aPartOfAGroupStopsForTheCauseThatPlacementNames() {
    incomplete().chosen(null, UNWANTED);

    assertEquals(UNWANTED, begun(scene.advance()).cause());
  }

  @Test
  void aPartOfAGroupMayBecomeLess() {
    incomplete().chosen("node-a", UNWANTED, "eip", "httpd");

    Step step = scene.advance();

    assertEquals(List.of("eip", "httpd"), step.next().stopped());
    assertInstanceOf(Happening.GroupIncomplete.class, step.told().getFirst());
  }

  @Test
  void noAddressGoesToANodeThatIsUnderSuspicion() {
    Verdict.Suspect suspect =
        new Verdict.Suspect(Scene.word("node-a", web(5, Progress.STANDBY)), Duration.ofSeconds(3));
    scene.in(MOVING).verdicts.put("node-a", suspect);

    assertEquals(new Step.Await(scene.assignment, Duration.ofSeconds(3)), scene.advance());
  }

  @Test
  void noAddressGoesToANodeThatCannotBeRead() {
    scene.in(MOVING).verdicts.put("node-a", new Verdict.Unreadable("no answer"));

    assertEquals(new Step.Expect(scene.assignment), scene.advance());
  }

  @Test
  void aMoveWaitsUntilNoEarlierCallCanLand() {
    scene.in(MOVING).record(now -> now.late(NOON.plusSeconds(30)));

    assertEquals(new Step.Await(scene.assignment, Duration.ofSeconds(30)), scene.advance());
  }

  @Test
  void noClockMakesAMoveWaitLongerThanACallCanTake() {
    scene.in(MOVING).record(now -> now.late(NOON.plusSeconds(3600)));

    Assignment bounded = scene.assignment.late(NOON.plus(LATE_BOUND));
    assertEquals(new Step.Await(bounded, LATE_BOUND), scene.advance());
  }

  @Test
  void peopleAreToldOnceThatTheCloudRefuses() {
    scene.mine = true;
    scene.results.put("eip", new Moved.Refused(EIP, "not yours"));
    scene.in(MOVING);

    Step first = scene.advance();
    assertEquals(
        List.of(new Happening.AddressStuck("web", "eipalloc-1", "not yours")), first.told());

    scene.assignment = first.next();
    assertEquals(new Step.Keep(first.next()), scene.advance());
  }

  @Test
  void aGroupWhoseOwnerIsLostWhileItStartsGoesElsewhere() {
    scene.in(STARTING).chosen("node-b", BETTER).ownerForbidden();

    assertEquals("node-b", begun(scene.advance()).to());
  }

  @Test
  void aStartWithoutAnOwnerBeginsAnew() {
    scene.ownedBy(null).in(STARTING);

    assertEquals("node-a", begun(scene.advance()).to());
  }

  @Test
  void aGroupWhoseOwnerIsNotTheBestAnyMoreGoesOnStartingThere() {
    scene.in(STARTING).says("node-a", web(5, Progress.STARTING), httpd(State.STARTING));
    scene.chosen("node-b", BETTER);

    assertEquals(new Step.Expect(scene.assignment), scene.advance());
  }

  @Test
  void aStartThatFailedIsToldInTheNodesWords() {
    ResourceReport failed =
        new ResourceReport("httpd", State.FAILED, ResourceReport.FATAL, "no config");
    scene.in(STARTING).says("node-a", web(5, Progress.FAILED), failed);

    assertEquals("no config", gaveUp(scene.advance()));
  }

  @Test
  void aServiceThatIsLeftAsItIsIsNoStartThatFailed() {
    ResourceReport blocked =
        new ResourceReport("httpd", State.FAILED, 1, "died", new Aftermath(OnFail.BLOCK, 1));
    scene.in(STARTING).says("node-a", web(5, Progress.FAILED), blocked);

    assertEquals(new Step.Expect(scene.assignment), scene.advance());
  }

  @Test
  void aStartThatFailedWithoutAWordIsToldSo() {
    scene.in(STARTING).says("node-a", web(5, Progress.FAILED), httpd(State.FAILED));

    assertEquals("the node gave no reason", gaveUp(scene.advance()));
  }

  @Test
  void aStartOfWhichNothingIsHeardInTimeIsToldSo() {
    scene.in(new Phase.Starting(AWAY, NOON.minusSeconds(9), NOON)).told("node-a", 5, Role.ACTIVE);
    scene.says("node-a", web(5, Progress.STARTING), httpd(State.STARTING));

    assertEquals("did not report it started in time", gaveUp(scene.advance()));
  }

  @Test
  void whoHasNotBeenToldToStartIsGivenAllOfItsTimeAndAsMuchAgain() {
    scene.in(new Phase.Starting(AWAY, NOON.minusSeconds(9), NOON));
    scene.says("node-a", web(4, Progress.STANDBY), httpd(State.STOPPED));
    Duration patience = Duration.ofSeconds(5 + 2 + 2);

    Phase.Starting longer =
        new Phase.Starting(AWAY, NOON.minusSeconds(9), NOON.plus(patience.multipliedBy(2)));
    assertEquals(new Step.Advance(scene.assignment.in(longer)), scene.advance());

    scene.in(new Phase.Starting(AWAY, NOON.minusSeconds(9), NOON.plus(patience)));
    assertEquals(new Step.Expect(scene.assignment), scene.advance());
  }

  @Test
  void whoHasBeenToldToStartIsNotGivenMoreTime() {
    scene.in(new Phase.Starting(AWAY, NOON.minusSeconds(9), NOON.plusMillis(1)));
    scene.told("node-a", 5, Role.ACTIVE);
    scene.says("node-a", web(5, Progress.STARTING), httpd(State.STARTING));

    assertEquals(new Step.Expect(scene.assignment), scene.advance());
  }

  @Test
  void whoIsToBeToldJustNowHasTheTimeItHas() {
    scene.in(new Phase.Starting(AWAY, NOON.minusMillis(999), NOON.plusSeconds(5)));
    scene.says("node-a", web(4, Progress.STANDBY), httpd(State.STOPPED));

    assertEquals(new Step.Expect(scene.assignment), scene.advance());
  }

  @Test
  void aParkedGroupIsFreeAtTheEndOfItsWindow() {
    Hold parked = new Hold.Parked(3, NOON);
    scene.record(now -> now.held(parked));

    assertEquals(
        new Step.Advance(scene.assignment.held(null), new Happening.HoldEnded("web", parked)),
        scene.advance());
  }

  @Test
  void aParkedGroupIsNotFreeBefore() {
    scene.record(now -> now.held(new Hold.Parked(3, NOON.plusMillis(1))));

    assertEquals(new Step.Keep(scene.assignment), scene.advance());
  }

  @Test
  void anAddressAwayFromAGroupThatServesIsBroughtBack() {
    scene.places.put("eip", new Place.AtNode("node-b"));

    Step step = scene.advance();

    assertInstanceOf(Step.Move.class, step);
    assertEquals(List.of(new Happening.DriftFound("web", "eipalloc-1", "node-b")), step.told());
  }

  /** node-a runs the address alone, because httpd may run nowhere. */
  private Scene incomplete() {
    return scene.in(STRANDED).record(now -> now.stopping(List.of("httpd")));
  }

  private static String gaveUp(Step step) {
    Step.GiveUp gaveUp = assertInstanceOf(Step.GiveUp.class, step);
    return assertInstanceOf(Happening.StartFailed.class, gaveUp.told().getFirst()).detail();
  }
}
