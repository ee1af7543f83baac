package dev.handoff.controller.handover;

import static dev.handoff.controller.handover.Scene.AWAY;
import static dev.handoff.controller.handover.Scene.NOON;
import static dev.handoff.controller.handover.Scene.begun;
import static dev.handoff.controller.handover.Scene.httpd;
import static dev.handoff.controller.handover.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.record.Phase;
import dev.handoff.events.Cause;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Happening;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.Isolation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who has to stop before a group starts elsewhere, and who is not waited for. */
class ReleasingTest {

  private static final Cause BETTER = new Cause.BetterNode("node-b");
  private static final Cause UNWANTED = new Cause.TargetRoleStopped();

  private final Scene scene = new Scene();

  @Test
  void nothingStartsHereBeforeItHasStoppedThere() {
    scene.says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));
    scene.says("node-b", web(5, Progress.ACTIVE), httpd(State.RUNNING));

    Step step = scene.advance();

    assertInstanceOf(Phase.Releasing.class, step.next().phase());
    assertEquals("node-b", begun(step).from());
    assertEquals("node-a", begun(step).to());
  }

  @Test
  void whatIsDownAtItsOwnerIsLeftToTheOwner() {
    scene.says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));

    assertEquals(new Step.Keep(scene.assignment), scene.advance());
  }

  @Test
  void anOwnerThatServesIsNotStoppedForAStray() {
    scene.says("node-b", web(5, Progress.ACTIVE), httpd(State.RUNNING));

    assertEquals(new Step.Keep(scene.assignment), scene.advance());
  }

  @Test
  void aGroupWhoseNewOwnerIsLostBeforeTheOldOneHasStoppedGoesElsewhere() {
    releasing().ownerForbidden().chosen(null, UNWANTED);

    Happening.HandoverBegun begun = begun(scene.advance());

    assertEquals("node-a", begun.from());
    assertNull(begun.to());
  }

  @Test
  void anOldOwnerIsWaitedForUntilItHasStopped() {
    releasing();

    assertEquals(new Step.Expect(scene.assignment), scene.advance());
  }

  @Test
  void aThirdNodeThatRunsItTooIsStoppedBeforeTheNewOwnerStarts() {
    releasing().says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));
    scene.says("node-c", web(4, Progress.ACTIVE), httpd(State.RUNNING));

    Step step = scene.advance();

    assertEquals("node-c", begun(step).from());
    assertEquals("node-b", begun(step).to());
    assertInstanceOf(Phase.Releasing.class, step.next().phase());
  }

  @Test
  void aThirdNodeOnWhichSomethingIsBlockedIsWaitedForToo() {
    releasing().says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));
    scene.isolation = new Isolation(Duration.ofSeconds(2), Isolation.Action.STOP);
    scene.says("node-c", web(4, Progress.STARTING), httpd(State.RUNNING));

    Step step = scene.advance();

    Phase.Releasing next = assertInstanceOf(Phase.Releasing.class, step.next().phase());
    assertEquals("node-c", next.handover().from());
    assertEquals(5, step.next().epoch());
    assertTrue(next.deadline().isAfter(NOON));
  }

  @Test
  void aThirdNodeThatHasLetGoIsNotWaitedFor() {
    releasing().says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));
    scene.isolation = new Isolation(Duration.ofSeconds(2), Isolation.Action.STOP);
    scene.says("node-c", web(5, Progress.STANDBY), httpd(State.RUNNING));

    assertInstanceOf(Step.Move.class, scene.advance());
  }

  @Test
  void aThirdNodeOnWhichSomethingIsBlockedIsNotWaitedForWhereServingTwiceIsAllowed() {
    releasing().says("node-a", web(5, Progress.STANDBY), httpd(State.STOPPED));
    scene.says("node-c", web(4, Progress.STARTING), httpd(State.RUNNING));

    assertInstanceOf(Step.Move.class, scene.advance());
  }

  @Test
  void anOldOwnerThatIsNotWaitedForAnyLongerIsNoStray() {
    releasing().in(new Phase.Releasing(AWAY, NOON));

    assertInstanceOf(Step.Move.class, scene.advance());
  }

  /** node-b is to have the group, and node-a has not stopped. */
  private Scene releasing() {
    scene.ownedBy("node-b").in(new Phase.Releasing(AWAY, NOON.plusSeconds(5)));
    scene.says("node-a", web(4, Progress.ACTIVE), httpd(State.RUNNING));
    return scene.chosen("node-b", BETTER);
  }
}
