package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.Operator.Reply;
import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.memory.MemoryNotifier;
import dev.handoff.controller.port.Addresses.Located;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.port.Notifier;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Disposal;
import dev.handoff.events.Happening;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.Isolation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a cluster is forgotten, and what it leaves. */
class DestroyTest {

  @Test
  void keepsEverythingAsItIsAndForgetsTheCluster() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    int calls = stage.addresses.calls().size();

    Reply.Done reply = done(stage, new Disposal.Keep());

    assertTrue(reply.message().contains("is destroyed"), reply.message());
    assertGone(stage);
    assertEquals(calls, stage.addresses.calls().size());
    assertEquals(List.of(), stage.addresses.releases());
    assertEquals(new Place.AtNode("node-a"), place(stage));
    stage.play(5);
    assertTrue(stage.node("node-a").isActive("web"));
    Happening.ClusterDestroyed last =
        assertInstanceOf(Happening.ClusterDestroyed.class, stage.happenings().getLast());
    assertEquals("stays at node-a", last.addresses().get("eipalloc-1"));
    assertTrue(
        stage.notifier.delivered().getLast().alert().subject().contains("destroyed"),
        stage.notifier.delivered().toString());
  }

  @Test
  void releasesAddressesOnceTheGroupsHaveStopped() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    Reply.Done reply = done(stage, new Disposal.Release());

    assertTrue(reply.message().contains("is being destroyed"), reply.message());
    assertEquals(List.of(), stage.addresses.releases());
    assertEquals(new Place.AtNode("node-a"), place(stage));
    stage.play(3);
    assertGone(stage);
    assertFalse(stage.node("node-a").isActive("web"));
    assertEquals(new Place.Nowhere(), place(stage));
    assertEquals(List.of("eip"), stage.addresses.releases());
  }

  @Test
  void releasesAlsoWhenNoNodeLivesAnyMore() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.evaluate(Trigger.SCHEDULE);
    stage.node("node-a").die();
    stage.node("node-b").die();
    stage.schedule();
    assertEquals(1, stage.happenings(Happening.Held.class).size());

    done(stage, new Disposal.Release());
    stage.schedule();

    assertGone(stage);
    assertEquals(new Place.Nowhere(), place(stage));
  }

  @Test
  void doesNotReleaseBeforeAMoveCanNoLongerLandLate() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.addresses.failNext("eip", MemoryAddresses.Fault.APPLY_LATE);
    stage.node("node-a").leave();
    Killing killing = new Killing(stage.ports, 9, Killing.Moment.AFTER);
    try {
      new Evaluation(killing.ports()).run("cluster-1", Trigger.BEAT);
    } catch (Killing.Killed expected) {
      // the call to move the address is on its way
    }
    assertInstanceOf(Phase.Moving.class, stage.phase());
    var late = java.util.Objects.requireNonNull(stage.group().lateUntil());

    stage.operate(new OperatorCommand.Destroy(new Disposal.Release()));
    assertTrue(
        stage.addresses.releases().isEmpty() || !stage.clock.now().isBefore(late),
        "released while a move could still land");
    stage.addresses.land();
    stage.schedule();
    stage.schedule();

    assertGone(stage);
    assertEquals(new Place.Nowhere(), place(stage));
  }

  @Test
  void movesEverythingToTheNodeThatIsNamed() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    done(stage, new Disposal.LeadTo("node-b"));
    stage.play(4);

    assertGone(stage);
    assertTrue(stage.node("node-b").isActive("web"));
    assertFalse(stage.node("node-a").isActive("web"));
    assertEquals(new Place.AtNode("node-b"), place(stage));
  }

  @Test
  void refusesToLeadToANodeThatCannotRunIt() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.operate(new OperatorCommand.Standby("node-b"));
    var before = stage.record();

    Reply.Refused reply =
        assertInstanceOf(
            Reply.Refused.class,
            stage.operate(new OperatorCommand.Destroy(new Disposal.LeadTo("node-b"))));

    assertTrue(reply.why().contains("node-b cannot run web now: standby"), reply.why());
    assertEquals(before, stage.record());
  }

  @Test
  void canBeTakenBackUntilItIsDone() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    done(stage, new Disposal.Release());
    assertInstanceOf(
        Reply.Refused.class, stage.operate(new OperatorCommand.Move("web", "node-b", null)));

    assertInstanceOf(Reply.Done.class, stage.apply(stage.spec));
    stage.play(6);

    assertNull(stage.record().closing());
    assertEquals(List.of(), stage.addresses.releases());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertTrue(stage.node(java.util.Objects.requireNonNull(stage.owner())).isActive("web"));
  }

  @Test
  void askedAgainItGoesOnAndAfterwardsItIsSoAlready() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    done(stage, new Disposal.Release());
    done(stage, new Disposal.Release());
    stage.play(3);
    assertGone(stage);

    Reply.Done reply = done(stage, new Disposal.Release());

    assertTrue(reply.message().contains("destroyed already"), reply.message());
    assertEquals(1, stage.happenings(Happening.ClusterDestroyed.class).size());
    assertInstanceOf(
        Reply.Refused.class, new Operator(stage.ports).run("typo", new OperatorCommand.Destroy()));
  }

  @Test
  void tellsOnceThatTheCloudRefusesToTakeAnAddressOffAndGoesOnTrying() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.addresses.failNext("eip", MemoryAddresses.Fault.REFUSE, MemoryAddresses.Fault.REFUSE);

    done(stage, new Disposal.Release());
    stage.play(3);
    stage.schedule();

    assertEquals(1, stage.happenings(Happening.AddressStuck.class).size());
    assertInstanceOf(Reading.Found.class, stage.store.read("cluster-1"));
    stage.schedule();
    assertGone(stage);
  }

  @Test
  void waitsForANodeThatCannotStopAndMustNotBeIgnored() {
    Stage stage =
        Stage.serving(
            Specs.twoNodes()
                .isolation(new Isolation(Duration.ofSeconds(2), Isolation.Action.STOP))
                .spec());
    stage.node("node-a").cannotStop("web");

    done(stage, new Disposal.Release());
    stage.play(20);
    stage.schedule();
    assertEquals(List.of(), stage.addresses.releases());

    stage.node("node-a").heal();
    stage.play(3);
    assertGone(stage);
  }

  @Test
  void createdAnewItFindsItsGroupsWhereTheyRun() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.operate(new OperatorCommand.Move("web", "node-b", null));
    stage.play(3);
    done(stage, new Disposal.Keep());
    stage.play(3);

    stage.apply(stage.spec);
    for (int beat = 0; beat < 8; beat++) {
      stage.play(1);
      assertTrue(stage.node("node-b").isActive("web"), "after beat " + beat);
      assertFalse(stage.node("node-a").isActive("web"), "after beat " + beat);
    }

    assertEquals("node-b", stage.owner());
    // Nodes may remember the second epoch, and obey none that is not higher.
    assertEquals(3, stage.group().epoch());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertEquals(new Place.AtNode("node-b"), place(stage));
  }

  @Test
  void goesOnUntilPeopleHaveBeenToldButNotForATopicThatIsGone() {
    Stage slow = Stage.serving(Specs.twoNodes().spec());
    slow.notifier.failNext(MemoryNotifier.Fault.FAIL);
    done(slow, new Disposal.Keep());
    assertInstanceOf(Reading.Found.class, slow.store.read("cluster-1"));
    slow.evaluate(Trigger.SCHEDULE);
    assertGone(slow);

    Stage gone = Stage.serving(Specs.twoNodes().spec());
    gone.notifier.drop("topic");
    done(gone, new Disposal.Keep());
    assertGone(gone);
  }

  @Test
  void aClusterThatIsTakenBackWhilePeopleAreToldOfItsEndIsNotForgotten() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    Notifier meanwhile =
        (topic, alert) -> {
          if (alert.subject().contains("destroyed")) {
            stage.notifier.failNext(MemoryNotifier.Fault.FAIL); // so it is still to be told
            stage.operate(new OperatorCommand.Apply(stage.spec));
          }
          return stage.notifier.send(topic, alert);
        };

    Ports ports =
        new Ports(
            stage.store,
            stage.channel,
            stage.addresses,
            stage.journal,
            meanwhile,
            stage.fence,
            stage.fleet,
            stage.time);
    Reply reply =
        new Operator(ports)
            .run("cluster-1", new OperatorCommand.Destroy(new Disposal.Keep()), "somebody");

    assertInstanceOf(Reply.Done.class, reply);
    assertInstanceOf(Reading.Found.class, stage.store.read("cluster-1"));
    assertNull(stage.record().closing());
    assertInstanceOf(
        NodeReading.Heard.class,
        stage.channel.read(stage.spec).get("node-a"),
        "its nodes were forgotten");
  }

  private static Reply.Done done(Stage stage, Disposal disposal) {
    return assertInstanceOf(Reply.Done.class, stage.operate(new OperatorCommand.Destroy(disposal)));
  }

  private static void assertGone(Stage stage) {
    assertInstanceOf(Reading.Absent.class, stage.store.read("cluster-1"));
    assertEquals(
        1, stage.happenings(Happening.ClusterDestroyed.class).size(), stage.happenings()::toString);
  }

  private static Place place(Stage stage) {
    Located located = stage.addresses.locate(stage.spec, List.of(Specs.EIP)).getFirst();
    return located.place();
  }
}
