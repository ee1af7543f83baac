package dev.handoff.controller.handover;

import static dev.handoff.controller.handover.Scene.AWAY;
import static dev.handoff.controller.handover.Scene.NOON;
import static dev.handoff.controller.handover.Scene.httpd;
import static dev.handoff.controller.handover.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.record.Phase;
import dev.handoff.events.Aftermath;
import dev.handoff.events.Cause;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Happening;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Monitor.OnFail;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  /** node-b is about to have the group of node-a, which was silent and still runs it. */
  private Scene takenFromNodeA(Phase phase) {
    scene.isolation = new Isolation(Duration.ofSeconds(3), Isolation.Action.STOP);
    scene.ownedBy("node-b").in(phase).chosen("node-b", BETTER);
    scene.says("node-a", web(4, Progress.ACTIVE), httpd(State.RUNNING));
    return scene.says("node-b", web(5, Progress.STANDBY), httpd(State.STOPPED));
  }

  private static Happening.HandoverBegun begun(Step step) {
    return assertInstanceOf(Happening.HandoverBegun.class, step.told().getFirst());
  }
}
