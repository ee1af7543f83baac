package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Happening;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls to the cloud that are refused, lost or late, and addresses that others move. */
class CloudCallTest {

  @Test
  void bringsBackAnAddressThatSomebodyMoved() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.addresses.lead(Specs.EIP, "node-b");

    stage.schedule();

    assertEquals("node-a", stage.owner());
    assertEquals(1, stage.group().epoch());
    assertEquals(
        List.of(new Happening.DriftFound("web", "eipalloc-1", "node-b")),
        stage.happenings(Happening.DriftFound.class));
    assertEquals(new MemoryAddresses.Call("eip", "node-a"), stage.addresses.calls().getLast());
    assertInstanceOf(Phase.Settled.class, stage.phase());
  }

  @Test
  void neverMovesForAnAddressThatCannotBeRead() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    int calls = stage.addresses.calls().size();
    stage.addresses.outage("EC2 does not answer");

    stage.schedule();

    assertEquals(calls, stage.addresses.calls().size());
    assertInstanceOf(Phase.Settled.class, stage.phase());
  }

  @Test
  void recognisesAMoveWhoseReplyWasLost() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.addresses.failNext("eip", MemoryAddresses.Fault.LOSE_REPLY);

    stage.node("node-a").leave();
    stage.evaluate();
    stage.play(3);

    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertEquals(2, stage.addresses.calls().size());
  }

  @Test
  void doesNotMoveAgainBeforeALostCallCanNoLongerLand() {
    Stage stage = Stage.serving(Specs.twoNodes().threeNodes().spec());
    stage.addresses.failNext("eip", MemoryAddresses.Fault.APPLY_LATE);
    stage.node("node-a").leave();
    Instant first = stage.clock.now();

    stage.evaluate(); // stays until the late bound has passed, and then calls once more

    assertEquals(3, stage.addresses.calls().size());
    assertFalse(stage.clock.now().isBefore(first.plus(stage.addresses.lateBound())));
  }

  @Test
  void aCallWithoutAnAnswerMayLandAgainThoughTheAddressIsThere() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.addresses.failNext("eip", MemoryAddresses.Fault.LOSE_REPLY);
    stage.node("node-a").leave();

    stage.evaluate();

    assertInstanceOf(Phase.Starting.class, stage.phase());
    assertNotNull(stage.group().lateUntil());
  }

  @Test
  void knowsAfterALostRaceThatItsOwnCallCanNoLongerLandLate() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.node("node-a").leave();
    // Somebody else commits between this evaluation's look and its commit.
    Ports racing = stage.ports.with(InterferingAddresses.committing(stage));

    new Evaluation(racing).run(stage.spec.cluster(), Trigger.BEAT);

    assertInstanceOf(Phase.Starting.class, stage.phase());
    assertNull(stage.group().lateUntil());
  }

  @Test
  void whatWasKnownOfAddressesBeforeAPauseIsForgotten() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.spec.nodes().forEach(node -> stage.channel.poisonBeat(stage.spec, node, "{"));
    stage.addresses.lead(Specs.EIP, "node-b");
    Ports returning = stage.ports.with(InterferingAddresses.leading(stage, Specs.EIP, "node-a"));

    new Evaluation(returning).run(stage.spec.cluster(), Trigger.SCHEDULE);

    assertEquals(List.of(), stage.happenings(Happening.DriftFound.class));
  }

  @Test
  void aCloudThatWaversIsNotFollowedInCircles() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.channel.poisonBeat(stage.spec, stage.spec.nodes().getLast(), "{"); // is looked at twice
    Ports wavering =
        stage.ports.with(InterferingAddresses.wavering(stage, Specs.EIP, "node-b", "node-a"));

    new Evaluation(wavering).run(stage.spec.cluster(), Trigger.SCHEDULE);

    assertEquals(1, stage.happenings(Happening.DriftFound.class).size());
  }

  @Test
  void whoLostARaceLooksAgainWhereAddressesAre() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.addresses.lead(Specs.EIP, "node-b");
    Ports racing = stage.ports.with(InterferingAddresses.committing(stage));

    new Evaluation(racing).run(stage.spec.cluster(), Trigger.SCHEDULE);

    assertEquals(1, stage.happenings(Happening.DriftFound.class).size());
  }

  @Test
  void tellsOnceThatTheCloudRefusesAndGoesOnTrying() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.addresses.failNext("eip", MemoryAddresses.Fault.REFUSE, MemoryAddresses.Fault.REFUSE);

    stage.node("node-a").leave();
    stage.evaluate();
    stage.schedule();
    assertEquals(1, stage.happenings(Happening.AddressStuck.class).size());

    stage.schedule();
    stage.play(3);
    assertInstanceOf(Phase.Settled.class, stage.phase());
  }
}
