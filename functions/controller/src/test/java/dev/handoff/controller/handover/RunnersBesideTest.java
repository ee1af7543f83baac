package dev.handoff.controller.handover;

import static dev.handoff.controller.handover.Scene.AWAY;
import static dev.handoff.controller.handover.Scene.NOON;
import static dev.handoff.controller.handover.Scene.httpd;
import static dev.handoff.controller.handover.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.handoff.controller.liveness.Verdict;
import dev.handoff.controller.port.Fence.Fenced;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Aftermath;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.GroupSpec.TargetRole;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.ResourceOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who runs a group beside the node that is known to. node-a owns it under epoch 5. */
class RunnersBesideTest {

  private static final Phase RELEASING = new Phase.Releasing(AWAY, NOON.plusSeconds(9));
  private static final Phase MOVING = new Phase.Moving(AWAY, null);
  private static final Phase STARTING = new Phase.Starting(AWAY, NOON, NOON.plusSeconds(9));

  private static final Verdict LEFT_NONSENSE = new Verdict.Silent(null, "{", Duration.ofSeconds(4));

  private final Scene scene = new Scene();

  @Test
  void aNodeThatRunsAServiceWithoutOrdersRunsTheGroup() {
    scene.says("node-b", null, httpd(State.RUNNING));

    assertEquals("node-b", scene.situation().strayBeside("node-a"));
  }

  @Test
  void theNodeThatIsKnownToRunTheGroupIsNoStray() {
    scene.says("node-a", null, httpd(State.STOPPED)).says("node-b", null, httpd(State.RUNNING));

    assertNull(scene.situation().strayBeside("node-b"));
    assertNull(scene.situation().runnerBeside("node-b"));
  }

  @Test
  void aServiceThatStillRunsIsToBeStoppedAlthoughItsNodeStandsBy() {
    scene.says("node-b", web(5, Progress.STANDBY), httpd(State.RUNNING));

    assertNull(scene.situation().strayBeside("node-a"));
    assertEquals("node-b", scene.situation().runnerBeside("node-a"));
  }

  @Test
  void aNodeThatSaysActiveIsToBeStoppedWhateverItsServicesSay() {
    scene.says("node-b", web(5, Progress.ACTIVE), httpd(State.UNKNOWN));

    assertEquals("node-b", scene.situation().runnerBeside("node-a"));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"STOPPED", "FAILED", "UNKNOWN"})
  void aServiceThatDoesNotRunMakesNoRunner(State state) {
    scene.says("node-b", web(5, Progress.STANDBY), httpd(state));

    assertNull(scene.situation().runnerBeside("node-a"));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"RUNNING", "STARTING", "STOPPING"})
  void aServiceThatStartsOrStopsIsToBeStoppedFirst(State state) {
    scene.says("node-b", web(5, Progress.STANDBY), httpd(state));

    assertEquals("node-b", scene.situation().runnerBeside("node-a"));
  }

  @Test
  void aFailedServiceOfAGroupThatIsNotStoppedMayStillRun() {
    scene.says("node-b", web(5, Progress.STOP_FAILED), httpd(State.FAILED));

    assertEquals("node-b", scene.situation().runnerBeside("node-a"));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"STOPPED", "FAILED", "UNKNOWN"})
  void aServiceThatIsLeftAsItIsMayRunWhateverItsState(State state) {
    scene.says("node-b", web(5, Progress.STANDBY), failed(state, OnFail.BLOCK));
    assertEquals("node-b", scene.situation().runnerBeside("node-a"));

    scene.says("node-b", web(5, Progress.STANDBY), failed(state, OnFail.STOP));
    assertNull(scene.situation().runnerBeside("node-a"));
  }

  @Test
  void aServiceThatCannotBeToldOfMayRunWhereItsGroupIsLeftAlone() {
    scene.says("node-b", web(0, Progress.UNMANAGED), httpd(State.UNKNOWN));
    assertEquals("node-b", scene.situation().runnerBeside("node-a"));

    scene.says("node-b", web(0, Progress.UNMANAGED), httpd(State.STOPPED));
    assertNull(scene.situation().runnerBeside("node-a"));
  }

  @Test
  void aServiceThatSomebodyElseStartsAndStopsMakesNoRunner() {
    scene.resources = List.of(Scene.service(new Kind.External()));
    scene.says("node-b", web(5, Progress.STANDBY), httpd(State.RUNNING));

    assertNull(scene.situation().runnerBeside("node-a"));
  }

  @Test
  void aServiceThatIsNotManagedMakesNoRunner() {
    scene.own = Map.of("httpd", new ResourceOptions(Meta.DEFAULT, TargetRole.STARTED, false, true));
    scene.says("node-b", web(5, Progress.STANDBY), httpd(State.RUNNING));

    assertNull(scene.situation().runnerBeside("node-a"));
  }

  @Test
  void aNodeThatFellSilentUnderALaterEpochIsAStrayUntilItIsOff() {
    scene.fencing().saidLast("node-b", web(6, Progress.ACTIVE), httpd(State.RUNNING));
    assertEquals("node-b", scene.situation().strayBeside("node-a"));

    scene.fences.put("node-b", new Fenced.Off());
    assertNull(scene.situation().strayBeside("node-a"));
  }

  @Test
  void aNodeThatFellSilentWhileItStoppedUnderALaterEpochIsAStray() {
    scene.fencing().saidLast("node-b", web(7, Progress.STOPPING), httpd(State.STOPPING));

    assertEquals("node-b", scene.situation().strayBeside("node-a"));
  }

  @Test
  void aNodeThatLeftNonsenseIsAStrayUntilItIsOffWhereTheRecordIsOutdated() {
    scene.fencing().verdicts.put("node-b", LEFT_NONSENSE);
    assertNull(scene.situation().strayBeside("node-a"));

    scene.says("node-a", web(6, Progress.STANDBY), httpd(State.STOPPED));
    assertEquals("node-b", scene.situation().strayBeside("node-a"));

    scene.fences.put("node-b", new Fenced.Off());
    assertNull(scene.situation().strayBeside("node-a"));
  }

  @Test
  void aNodeThatLeftNonsenseIsNoStrayWhereNobodyPowersItOff() {
    scene.says("node-a", web(6, Progress.STANDBY), httpd(State.STOPPED));
    scene.verdicts.put("node-b", LEFT_NONSENSE);

    assertNull(scene.situation().strayBeside("node-a"));
  }

  @Test
  void aStrayThatIsLostComesBeforeOneThatTellsOfItself() {
    scene.fencing().says("node-b", web(5, Progress.ACTIVE), httpd(State.RUNNING));
    scene.saidLast("node-c", web(6, Progress.ACTIVE), httpd(State.RUNNING));

    assertEquals("node-c", scene.situation().runnerBeside("node-a"));
  }

  @Test
  void aNodeThatFellSilentUnderThePresentEpochIsKnownToTheRecord() {
    scene.fencing().saidLast("node-b", web(5, Progress.ACTIVE), httpd(State.RUNNING));

    assertNull(scene.situation().strayBeside("node-a"));
  }

  @Test
  void anOwnerThatFellSilentServingByOrdersThatTheRecordHasNotGivenIsAStray() {
    scene.fencing().saidLast("node-a", web(5, Progress.ACTIVE), httpd(State.RUNNING));

    for (Phase before : List.of(RELEASING, MOVING)) {
      scene.in(before);
      assertEquals("node-a", scene.situation().runnerBeside("node-b"), before::toString);
    }
  }

  @Test
  void anOwnerThatFellSilentServingByOrdersThatTheRecordHasGivenIsKnownToIt() {
    scene.fencing().saidLast("node-a", web(5, Progress.ACTIVE), httpd(State.RUNNING));

    for (Phase after : List.of(STARTING, new Phase.Settled())) {
      scene.in(after);
      assertNull(scene.situation().runnerBeside("node-b"), after::toString);
    }
    scene.overlap = true; // Told to start while addresses move.
    scene.in(MOVING);
    assertNull(scene.situation().runnerBeside("node-b"));
  }

  @Test
  void beforeItsAddressesMoveNoOwnerIsToldToStartWhetherItMayOverlapOrNot() {
    scene.fencing().saidLast("node-a", web(5, Progress.ACTIVE), httpd(State.RUNNING));
    scene.overlap = true;
    scene.in(RELEASING);

    assertEquals("node-a", scene.situation().runnerBeside("node-b"));
  }

  @Test
  void aNodeThatFellSilentWhileItStoodByIsNoStray() {
    scene.fencing().saidLast("node-b", web(6, Progress.STANDBY), httpd(State.STOPPED));

    assertNull(scene.situation().strayBeside("node-a"));
  }

  @Test
  void aNodeThatIsGoneAndHasLeftAServiceRunningIsARunner() {
    scene.isolation = new Isolation(Duration.ofSeconds(3), Isolation.Action.STOP);

    scene.saidGoodBye("node-b", null, httpd(State.RUNNING));
    assertEquals("node-b", scene.situation().runnerBeside("node-a"));

    scene.saidLast("node-b", web(5, Progress.UNMANAGED), httpd(State.RUNNING));
    assertEquals("node-b", scene.situation().runnerBeside("node-a"));
  }

  @Test
  void aNodeThatIsGoneAndHasStoppedOrWillIsNoRunner() {
    scene.isolation = new Isolation(Duration.ofSeconds(3), Isolation.Action.STOP);

    scene.saidGoodBye("node-b", web(5, Progress.STANDBY), httpd(State.STOPPED));
    assertNull(scene.situation().runnerBeside("node-a"));

    scene.saidLast("node-b", web(5, Progress.UNMANAGED), httpd(State.STOPPED));
    assertNull(scene.situation().runnerBeside("node-a"));

    scene.saidLast("node-b", web(5, Progress.ACTIVE), httpd(State.RUNNING));
    assertNull(scene.situation().runnerBeside("node-a"));
  }

  @Test
  void aNodeThatIsGoneIsNoRunnerWhereTheGroupMayRunTwice() {
    scene.saidGoodBye("node-b", null, httpd(State.RUNNING));

    assertNull(scene.situation().runnerBeside("node-a"));
  }

  private static ResourceReport failed(State state, OnFail onFail) {
    return new ResourceReport("httpd", state, 1, "died", new Aftermath(onFail, 1));
  }
}
