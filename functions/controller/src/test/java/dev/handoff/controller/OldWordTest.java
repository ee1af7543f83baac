package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Beat;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node runs is what its last word says, not what it should have said. */
class OldWordTest {

  private static final Isolation STOPS =
      new Isolation(Duration.ofSeconds(2), Isolation.Action.STOP);

  @Test
  void aNodeThatLeavesWithItsServicesRunningIsNotTakenForStopped() {
    Stage stage = Stage.serving(Specs.twoNodes().isolation(STOPS).spec());

    stage.node("node-a").leaveEverythingRunning();
    stage.evaluate();
    stage.play(3);

    assertTrue(stage.phase() instanceof Phase.Releasing, stage.phase().toString());
    assertFalse(stage.node("node-b").isActive("web"));
  }

  @Test
  void aGroupThatANodeHasLeftRunningStartsOnceTheNodeIsOutOfTheSpec() {
    Stage stage = Stage.serving(Specs.twoNodes().threeNodes().isolation(STOPS).spec());
    stage.node("node-a").leaveEverythingRunning();
    stage.evaluate();
    stage.play(3);

    stage.apply(Specs.twoNodes().nodes("node-b", "node-c").isolation(STOPS).spec());
    stage.play(3);

    assertTrue(stage.node(String.valueOf(stage.owner())).isActive("web"));
    assertTrue(stage.phase() instanceof Phase.Settled, stage.phase().toString());
  }

  @Test
  void aNodeThatIsStillStoppingCannotBeTakenOutOfTheSpec() {
    Stage stage = Stage.serving(Specs.twoNodes().threeNodes().spec());
    stage.node("node-a").ignoresOrders(true);
    stage.operate(new OperatorCommand.Move("web", "node-b", null));

    Operator.Reply reply = stage.apply(Specs.twoNodes().nodes("node-b", "node-c").spec());

    assertEquals(
        new Operator.Reply.Refused("node-a has still to stop web; apply again when it has"), reply);
  }

  @Test
  void aServiceThatTheSpecDropsWhileItsGroupMovesIsWaitedFor() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.node("node-a").ignoresOrders(true);
    stage.operate(new OperatorCommand.Move("web", "node-b", null));
    assertTrue(stage.phase() instanceof Phase.Releasing, stage.phase().toString());

    stage.apply(Specs.twoNodes().resources(Specs.EIP).spec());

    assertTrue(stage.phase() instanceof Phase.Releasing, stage.phase().toString());
  }

  @Test
  void aNodeThatIsStillStoppingHasNotStopped() {
    Stage stage = movingAway();

    says(stage, 2, Progress.STOPPING, State.STOPPED);

    assertTrue(stage.phase() instanceof Phase.Releasing, stage.phase().toString());
  }

  @Test
  void aNodeHasAllTheTimeThatItsStopMayTake() {
    Stage stage = movingAway();
    Phase.Releasing releasing = (Phase.Releasing) stage.phase();
    GroupSpec web = stage.spec.groups().getFirst();

    Duration given = Duration.between(stage.clock.now(), releasing.deadline());

    // Its stop, two beats for the order and the answer, and two seconds of grace.
    Duration onTheWay = stage.spec.beat().interval().multipliedBy(2).plusSeconds(2);
    assertEquals(web.stopTime().plus(onTheWay), given);
  }

  @Test
  void aGroupThatHasFailedWithAServiceRunningHasNotStopped() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    says(stage, 1, Progress.FAILED, State.RUNNING);

    assertTrue(stage.phase() instanceof Phase.Releasing, stage.phase().toString());
  }

  @Test
  void oneAddressAtItsPlaceIsNotAll() {
    Address second = new Address.ElasticIp("second", "eipalloc-2", "10.0.0.9");
    Stage stage =
        Stage.serving(
            Specs.twoNodes()
                .resources(Specs.EIP, second, Specs.service("httpd", Service.Runs.ACTIVE))
                .spec());
    stage.addresses.failNext("second", MemoryAddresses.Fault.REFUSE, MemoryAddresses.Fault.REFUSE);

    stage.node("node-a").leave();
    stage.evaluate();

    assertTrue(stage.phase() instanceof Phase.Moving, stage.phase().toString());
  }

  private static Stage movingAway() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.node("node-a").ignoresOrders(true);
    stage.operate(new OperatorCommand.Move("web", "node-b", null));
    assertTrue(stage.phase() instanceof Phase.Releasing, stage.phase().toString());
    return stage;
  }

  /** Lets node-a say so. */
  private static void says(Stage stage, long epoch, Progress progress, State state) {
    stage.channel.beat(
        new Beat(
            stage.spec.cluster(),
            "node-a",
            "boot-1",
            1_000,
            Duration.ofSeconds(1_000),
            stage.clock.now(),
            true,
            false,
            "",
            List.of(new GroupReport("web", epoch, progress)),
            List.of(new ResourceReport("httpd", state, ResourceReport.FATAL, "failed")),
            Map.of(),
            List.of()));
    stage.evaluate();
  }
}
