package dev.handoff.controller.handover;

import static dev.handoff.controller.handover.Scene.AWAY;
import static dev.handoff.controller.handover.Scene.NOON;
import static dev.handoff.controller.handover.Scene.begun;
import static dev.handoff.controller.handover.Scene.httpd;
import static dev.handoff.controller.handover.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Aftermath;
import dev.handoff.events.Beat;
import dev.handoff.events.Cause;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Hold;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Monitor.OnFail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes that are heard again, and still have something of the group that others have by now. */
class ComebackTest {

  private static final Cause BETTER = new Cause.BetterNode("node-b");
  private static final Phase MOVING = new Phase.Moving(AWAY, null);
  private static final Phase STARTING = new Phase.Starting(AWAY, NOON, NOON.plusSeconds(9));

  private final Scene scene = new Scene();

  @Test
  void aNodeThatComesBackBeforeTheNewOwnerBeginsIsWaitedForAfterAll() {
    for (Phase phase : List.of(MOVING, STARTING)) {
      Step step = takenFromNodeA(phase).advance();

      assertEquals("node-a", begun(step).from(), phase.toString());
      assertInstanceOf(Phase.Releasing.class, step.next().phase());
    }
  }

  @Test
  void aNodeThatComesBackIsWaitedForUntilItHasItsOrdersAlthoughNothingRunsThere() {
    for (Phase phase : List.of(MOVING, STARTING)) {
      takenFromNodeA(phase).says("node-a", web(4, Progress.STANDBY), httpd(State.STOPPED));
      assertEquals("node-a", begun(scene.advance()).from(), phase.toString());

      scene.says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));
      assertEquals(List.of(), scene.advance().told(), phase.toString());
    }
  }

  @Test
  void aNodeThatComesBackIsNotWaitedForWhereThereIsNothingToStop() {
    scene.resources = List.of(Scene.EIP);
    takenFromNodeA(MOVING).says("node-a", web(4, Progress.STANDBY));

    assertEquals(List.of(), scene.advance().told());
  }

  @Test
  void aNodeThatComesBackFromARebootIsWaitedForIfTheOrderToStartStillLiesReady() {
    takenFromNodeA(STARTING).says("node-a", null, httpd(State.STOPPED));
    assertEquals(new Step.Expect(scene.assignment), scene.advance());

    scene.told("node-a", 4, Role.ACTIVE);
    assertEquals("node-a", begun(scene.advance()).from());
  }

  @Test
  void aNodeThatComesBackLaterDoesNotStopTheNewOwner() {
    takenFromNodeA(STARTING).says("node-b", web(5, Progress.STARTING), httpd(State.STARTING));

    assertEquals(new Step.Expect(scene.assignment), scene.advance());
  }

  @Test
  void aNodeThatComesBackIsNotWaitedForWhereTheGroupMayRunTwice() {
    takenFromNodeA(STARTING).isolation = Isolation.IGNORE;

    assertEquals(new Step.Expect(scene.assignment), scene.advance());
  }

  @Test
  void aNodeThatWasPoweredOffIsNotWaitedForAlthoughItsLastWordIsFresh() {
    takenFromNodeA(STARTING).fencing();

    assertEquals(new Step.Expect(scene.assignment), scene.advance());
  }

  @Test
  void nothingIsStartedAgainBesideANodeThatHasStillToStop() {
    scene.says("node-a", web(5, Progress.STARTING), httpd(State.FAILED));
    scene.says("node-b", web(4, Progress.STOPPING), httpd(State.RUNNING));

    assertEquals("node-b", begun(scene.advance()).from());
  }

  @Test
  void aGroupThatServesIsNotStoppedForANodeThatHasStillToStop() {
    scene.says("node-b", web(4, Progress.STOPPING), httpd(State.RUNNING));

    assertEquals(new Step.Keep(scene.assignment), scene.advance());
  }

  @Test
  void aServiceThatIsLeftAsItIsElsewhereDoesNotKeepTheOwnerFromRestarting() {
    ResourceReport blocked =
        new ResourceReport("httpd", State.FAILED, 1, "died", new Aftermath(OnFail.BLOCK, 1));
    scene.says("node-a", web(5, Progress.STARTING), httpd(State.FAILED));
    scene.says("node-b", web(4, Progress.FAILED), blocked);

    assertEquals(new Step.Keep(scene.assignment), scene.advance());
  }

  @Test
  void anOwnerWhoseServiceIsLeftAsItIsHasNothingToStartAgain() {
    ResourceReport blocked =
        new ResourceReport("httpd", State.FAILED, 1, "died", new Aftermath(OnFail.BLOCK, 1));
    scene.says("node-a", web(5, Progress.STARTING), blocked);
    scene.says("node-b", web(4, Progress.STOPPING), httpd(State.RUNNING));

    assertEquals(new Step.Keep(scene.assignment), scene.advance());
  }

  @Test
  void whatWasLeftAsItIsOnTwoNodesStopsOnOneBeforeItStartsOnTheOtherOnceItIsForgiven() {
    ResourceReport hung =
        new ResourceReport("httpd", State.FAILED, 1, "no answer", new Aftermath(OnFail.BLOCK, 1));
    ResourceReport dead =
        new ResourceReport("httpd", State.FAILED, 1, "died", new Aftermath(OnFail.BLOCK, 1));
    scene.says("node-a", web(5, Progress.STARTING), dead);
    scene.says("node-b", web(5, Progress.STOP_FAILED), hung);
    assertEquals(new Step.Keep(scene.assignment), scene.advance());

    Map<String, Long> all = Map.of("httpd", 1L);
    scene.forgiven("node-a", all).forgiven("node-b", all);

    assertEquals("node-b", begun(scene.advance()).from());
  }

  /** With a report of the group by a plan that leaves it alone, and without one. */
  static Stream<@Nullable GroupReport> leftAlone() {
    return Stream.of(web(5, Progress.UNMANAGED), null);
  }

  @ParameterizedTest
  @MethodSource("leftAlone")
  void aNodeThatWasLeftAloneWhenItFellSilentIsNotTakenFrom(@Nullable GroupReport report) {
    leftAloneAndSilent(Isolation.Action.STOP, report);

    assertEquals("node-a", begun(scene.advance()).from());
    Phase.Releasing late = new Phase.Releasing(AWAY, NOON.minusSeconds(1));
    scene.ownedBy("node-b").in(late);
    assertEquals(new Hold.StopFailed("node-a"), scene.advance().next().hold());
  }

  @Test
  void aGroupThatASpecTakesUpAgainIsNotStartedBesideANodeThatShutDownWithItRunning() {
    scene.isolation = new Isolation(Duration.ofSeconds(3), Isolation.Action.STOP);
    scene.ownedBy(null).in(new Phase.Stopped(List.of()));
    scene.chosen("node-b", new Cause.FirstStart());
    scene.saidGoodBye("node-a", null, httpd(State.RUNNING));
    assertEquals("node-a", begun(scene.advance()).from());

    scene.ownedBy("node-b").in(new Phase.Releasing(AWAY, NOON.minusSeconds(1)));
    assertEquals(new Hold.StopFailed("node-a"), scene.advance().next().hold());

    scene.says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));
    assertInstanceOf(Step.Move.class, scene.advance());
  }

  @ParameterizedTest
  @EnumSource(
      value = Isolation.Action.class,
      names = {"IGNORE", "REBOOT"})
  void aNodeThatWasLeftAloneIsTakenFromWhereItIsAcceptedOrItReboots(Isolation.Action action) {
    leftAloneAndSilent(action, web(5, Progress.UNMANAGED));

    assertInstanceOf(Step.Move.class, scene.advance());
  }

  /** node-a left the group alone, as in maintenance, and ran it by its last word. */
  private void leftAloneAndSilent(Isolation.Action action, @Nullable GroupReport report) {
    scene.isolation = new Isolation(Duration.ofSeconds(3), action);
    scene.chosen("node-b", new Cause.NodeSilent("node-a"));
    Beat last = Scene.word("node-a", report, httpd(State.RUNNING));
    scene.verdicts.put("node-a", new Verdict.Silent(last, Duration.ofSeconds(4)));
  }

  /** node-b is about to have the group of node-a, which was silent and still runs it. */
  private Scene takenFromNodeA(Phase phase) {
    scene.isolation = new Isolation(Duration.ofSeconds(3), Isolation.Action.STOP);
    scene.ownedBy("node-b").in(phase).chosen("node-b", BETTER);
    scene.says("node-a", web(4, Progress.ACTIVE), httpd(State.RUNNING));
    return scene.says("node-b", web(5, Progress.STANDBY), httpd(State.STOPPED));
  }
}
