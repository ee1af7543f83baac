package dev.handoff.controller.handover;

import static dev.handoff.controller.handover.Scene.AWAY;
import static dev.handoff.controller.handover.Scene.NOON;
import static dev.handoff.controller.handover.Scene.httpd;
import static dev.handoff.controller.handover.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Fence.Fenced;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Aftermath;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.spec.ClusterOption;
import dev.handoff.events.spec.Monitor.OnFail;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node's word is worth. node-a owns the group under epoch 5. */
class SituationTest {

  private static final Phase STARTING = new Phase.Starting(AWAY, NOON, NOON.plusSeconds(9));
  private static final Phase MOVING = new Phase.Moving(AWAY, null);

  private final Scene scene = new Scene();

  @Test
  void aNodeThatStandsByUnderThePresentEpochHasStopped() {
    scene.in(STARTING).says("node-b", web(5, Progress.STANDBY), httpd(State.STOPPED));

    assertTrue(scene.situation().hasStopped("node-b"));
  }

  @Test
  void aWordFromBeforeTheLatestOrdersIsNotTakenForStopped() {
    scene.in(STARTING).says("node-b", web(4, Progress.STANDBY), httpd(State.STOPPED));

    assertFalse(scene.situation().hasStopped("node-b"));
  }

  @Test
  void anOwnerThatMayStartAtAnyMomentHasNotStopped() {
    scene.in(STARTING).says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));

    assertFalse(scene.situation().hasStopped("node-a"));
  }

  @Test
  void anOwnerThatHasGivenUpHasStopped() {
    scene.in(STARTING).says("node-a", web(5, Progress.FAILED), failedStarts(1));

    assertTrue(scene.situation().hasStopped("node-a"));
  }

  @Test
  void anOwnerThatFailedByAnOlderPlanMayStartAtAnyMoment() {
    // What had failed there is no part of the group any more.
    ResourceReport dropped = new ResourceReport("old", State.FAILED, ResourceReport.FATAL, "died");
    scene.in(STARTING).says("node-a", web(5, Progress.FAILED), dropped, httpd(State.STOPPED));

    assertFalse(scene.situation().hasStopped("node-a"));
  }

  @Test
  void anOwnerThatIsForgivenMayStartAtAnyMoment() {
    scene.in(STARTING).says("node-a", web(5, Progress.FAILED), failedStarts(1));
    scene.forgiven("node-a", Map.of("httpd", ResourceReport.FATAL));

    assertFalse(scene.situation().hasStopped("node-a"));
  }

  @Test
  void anOwnerThatFailedAgainSinceItWasForgivenHasStopped() {
    scene.in(STARTING).says("node-a", web(5, Progress.FAILED), failedStarts(2));
    scene.forgiven("node-a", Map.of("httpd", ResourceReport.FATAL));

    assertTrue(scene.situation().hasStopped("node-a"));
  }

  @Test
  void anOwnerWhoseFailureIsToLastHasStopped() {
    scene.in(STARTING);
    scene.says("node-a", web(5, Progress.FAILED), failed(State.STOPPED, OnFail.STOP));

    assertTrue(scene.situation().hasStopped("node-a"));
  }

  @Test
  void anOwnerThatWaitsForItsAddressesHasStopped() {
    scene.in(MOVING).says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));

    assertTrue(scene.situation().hasStopped("node-a"));
  }

  @Test
  void anOwnerThatDoesNotWaitForItsAddressesHasNot() {
    scene.overlap = true;
    scene.in(MOVING).says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));

    assertFalse(scene.situation().hasStopped("node-a"));
  }

  @Test
  void anOwnerOfAPartMayStartTheRestWithoutANewEpoch() {
    scene.in(MOVING).record(now -> now.stopping(List.of("httpd")));
    scene.says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));

    assertFalse(scene.situation().hasStopped("node-a"));
  }

  @Test
  void aNodeThatIsToldToStartByOrdersThatTheRecordHasForgottenHasNotStopped() {
    scene.told("node-b", 7, Role.ACTIVE);

    assertFalse(scene.situation().hasStopped("node-b"));
    assertEquals("node-b", scene.situation().runnerBeside("node-a"));
  }

  @Test
  void aNodeThatIsToldToStandByHasStoppedWhoeverToldItSo() {
    scene.told("node-b", 7, Role.STANDBY);

    assertTrue(scene.situation().hasStopped("node-b"));
    assertNull(scene.situation().runnerBeside("node-a"));
  }

  @Test
  void theNextEpochIsAboveThoseOfOrdersThatNobodyHasFetched() {
    scene.told("node-b", 7, Role.STANDBY);

    assertEquals(8, scene.situation().nextEpoch());
    assertTrue(scene.situation().isOutdated());
  }

  @Test
  void anEpochThatAnyBootWasEverToldIsNotGivenAgain() {
    scene.ordered = 9;

    assertEquals(10, scene.situation().nextEpoch());
    assertFalse(scene.situation().isOutdated());
  }

  @Test
  void anOwnerThatHasRebootedNeedsNoOrdersToHaveStopped() {
    scene.record(now -> new Assignment(5, "node-a", "boot-0", now.phase(), null, List.of(), null));
    scene.says("node-a", null, httpd(State.STOPPED));

    assertTrue(scene.situation().hasStopped("node-a"));
  }

  @Test
  void aNodeWithoutWhatTheSpecHasDroppedIsDown() {
    scene.resources = List.of(Scene.EIP);
    scene.says("node-b", null, new ResourceReport("dropped", State.STOPPED, 0, null));
    assertTrue(scene.situation().isDown("node-b"));

    scene.says("node-b", null, new ResourceReport("dropped", State.RUNNING, 0, null));
    assertFalse(scene.situation().isDown("node-b"));
  }

  @Test
  void aNodeThatHasStoppedIsReleased() {
    scene.fencing().says("node-b", web(5, Progress.STANDBY), httpd(State.STOPPED));

    assertTrue(scene.situation().isReleased("node-b"));
  }

  @Test
  void aNodeThatRunsTheGroupIsNot() {
    assertFalse(scene.situation().isReleased("node-a"));
  }

  @Test
  void aSilentNodeIsReleasedWhereNobodyIsPoweredOff() {
    scene.saidLast("node-b", web(5, Progress.ACTIVE), httpd(State.RUNNING));

    assertTrue(scene.situation().isReleased("node-b"));
  }

  @Test
  void withFencingASilentNodeIsReleasedOnceItIsOff() {
    scene.fencing().saidLast("node-b", web(5, Progress.ACTIVE), httpd(State.RUNNING));
    assertFalse(scene.situation().isReleased("node-b"));

    scene.fences.put("node-b", new Fenced.NotYet("stopping"));
    assertFalse(scene.situation().isReleased("node-b"));

    scene.fences.put("node-b", new Fenced.Off());
    assertTrue(scene.situation().isReleased("node-b"));
  }

  @Test
  void withFencingANodeThatHasShutDownInOrderIsReleased() {
    scene.fencing().saidGoodBye("node-b", web(5, Progress.STANDBY), httpd(State.STOPPED));

    assertTrue(scene.situation().isReleased("node-b"));
  }

  @Test
  void aNodeThatIsOffIsReleasedWhateverItLeftRunning() {
    scene.fencing().saidGoodBye("node-b", null, httpd(State.RUNNING));
    assertFalse(scene.situation().isReleased("node-b"));

    scene.fences.put("node-b", new Fenced.Off());
    assertTrue(scene.situation().isReleased("node-b"));
  }

  @Test
  void aNodeThatShutsDownWithAServiceUpIsNotGone() {
    scene.saidGoodBye("node-b", null, httpd(State.RUNNING));

    assertFalse(scene.situation().isGone("node-b"));
  }

  @Test
  void aNodeTriesAgainAfterAFailedStartThatIsNotFatal() {
    scene.options = List.of(ClusterOption.START_FAILURES_COUNT_ONE);
    scene.says("node-a", web(5, Progress.STARTING), httpd(State.STARTING));
    assertFalse(scene.situation().triesAgain("node-a"), "nothing has failed yet");

    scene.says(
        "node-a",
        web(5, Progress.STARTING),
        httpd(State.STARTING),
        new ResourceReport("other", State.STARTING, 1, null));
    assertFalse(scene.situation().triesAgain("node-a"), "another group's failure");

    scene.says(
        "node-a", web(5, Progress.STARTING), new ResourceReport("httpd", State.STARTING, 1, null));
    assertTrue(scene.situation().triesAgain("node-a"));

    scene.options = List.of();
    assertFalse(scene.situation().triesAgain("node-a"), "a failed start is fatal");
  }

  @Test
  void aServiceThatIsLeftAsItIsBlocksAStart() {
    scene.says("node-a", web(5, Progress.STARTING), failed(State.FAILED, OnFail.BLOCK));
    assertTrue(scene.situation().isBlocked("node-a"));

    scene.says("node-a", web(5, Progress.STARTING), failed(State.FAILED, OnFail.STANDBY));
    assertFalse(scene.situation().isBlocked("node-a"));

    scene.says("node-a", web(5, Progress.STARTING), httpd(State.STARTING));
    assertFalse(scene.situation().isBlocked("node-a"));
  }

  @Test
  void aNodeThatWasTakenOutOfTheSpecIsNotWaitedForWhateverItRuns() {
    scene.says("node-b", web(4, Progress.ACTIVE), httpd(State.RUNNING));
    assertEquals("node-b", scene.situation().holdoutBeside("node-a", null));

    scene.outOfTheSpec.add("node-b");
    assertNull(scene.situation().holdoutBeside("node-a", null));
  }

  @Test
  void aNodeThatLeftWithSomethingUpThatTheSpecHasDroppedSinceIsNotGone() {
    ResourceReport dropped = new ResourceReport("old", State.FAILED, 1, "does not stop");
    scene.saidGoodBye("node-a", web(5, Progress.STOP_FAILED), dropped, httpd(State.STOPPED));
    assertFalse(scene.situation().isGone("node-a"));

    ResourceReport down = new ResourceReport("old", State.STOPPED, 1, null);
    scene.saidGoodBye("node-a", web(5, Progress.STANDBY), down, httpd(State.STOPPED));
    assertTrue(scene.situation().isGone("node-a"));
  }

  /** So many starts have failed. */
  private static ResourceReport failedStarts(int times) {
    return new ResourceReport("httpd", State.FAILED, times * ResourceReport.FATAL, "no config");
  }

  private static ResourceReport failed(State state, OnFail onFail) {
    return new ResourceReport("httpd", state, 1, "died", new Aftermath(onFail, 1));
  }
}
