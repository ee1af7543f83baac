package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.NodeChannel.Sent;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.NodeSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A person puts the record back from a backup: it is older than what the nodes were told. */
class RestoreTest {

  private final Stage stage = Stage.serving(Specs.twoNodes().spec());
  private final ClusterRecord backup = stage.record();

  @Test
  void theClusterConvergesAlthoughItsVersionsCountFromALowerNumber() {
    moveAway();
    restore();

    stage.schedule();
    stage.schedule();
    stage.schedule();

    assertTrue(stage.phase() instanceof Phase.Settled, () -> stage.group().toString());
    String owner = Objects.requireNonNull(stage.owner());
    assertTrue(stage.node(owner).isActive("web"), owner);
    assertFalse(stage.node(other(owner)).isActive("web"), other(owner));
  }

  @Test
  void ordersOfALaterVersionThanTheNewestAreReplaced() {
    Orders right = stage.orders("node-a");
    NodeSpec node = stage.spec.node("node-a").orElseThrow();
    Orders later = new Orders(right.boot(), 1_000, right.planVersion(), List.of());
    assertEquals(new Sent.Done(), stage.channel.send(stage.spec, node, later));

    stage.evaluate(Trigger.SCHEDULE);

    assertTrue(stage.orders("node-a").sameAs(right), () -> stage.orders("node-a").toString());
    assertTrue(stage.orders("node-a").revision() > later.revision());
  }

  @Test
  void nothingStartsBeforeItHasStoppedWhereTheRecordDoesNotLookForIt() {
    moveAway();
    restore();

    for (int beat = 0; beat < 300; beat++) {
      stage.play(1);
      if (beat % 30 == 0) {
        stage.evaluate(Trigger.SCHEDULE);
      }
      assertFalse(
          stage.node("node-a").isActive("web") && stage.node("node-b").isActive("web"),
          "both run it after beat " + beat + ": " + stage.group());
    }
  }

  @Test
  void theNextEpochIsHigherThanAnyThatANodeWasTold() {
    moveAway();
    long told = stage.group().epoch();
    restore();

    stage.schedule();
    stage.schedule();

    assertTrue(stage.group().epoch() > told, () -> stage.group() + " after epoch " + told);
  }

  @Test
  void aNodeThatHasYetToFetchTheOrderToStartIsStoppedFirst() {
    orderToStart(stage.orders("node-b").boot());

    stage.evaluate(Trigger.SCHEDULE);

    Phase.Handover handover = stage.phase().handoverUnderWay();
    assertTrue(stage.phase() instanceof Phase.Releasing, () -> stage.group().toString());
    assertEquals("node-b", Objects.requireNonNull(handover).from());
    assertEquals(10, stage.group().epoch());
  }

  @Test
  void ordersOfAnEarlierBootAreVoid() {
    orderToStart("an earlier boot");

    stage.evaluate(Trigger.SCHEDULE);

    assertTrue(stage.phase() instanceof Phase.Settled, () -> stage.group().toString());
  }

  @Test
  void aNodeIsToldNothingOlderThanWhatLiesThereWhileNobodyDecides() {
    orderToStart(stage.orders("node-b").boot());
    stage.channel.throttled("node-a", true);

    stage.evaluate(Trigger.SCHEDULE);

    Order order = stage.orders("node-b").of("web").orElseThrow();
    assertEquals(9, order.epoch());
    assertEquals(Role.ACTIVE, order.role());
  }

  @Test
  void anEpochThatAnEarlierBootWasToldIsNotGivenAgain() {
    orderToStart("an earlier boot");

    stage.operate(new OperatorCommand.Move("web", "node-b", null));

    assertEquals(10, stage.group().epoch());
  }

  @Test
  void aNodeThatWasToldToStartAndLeftNonsenseIsPoweredOffBeforeTheOwnerStartsAgain() {
    Stage fencing = Stage.serving(Specs.twoNodes().fence(Fencing.STOP).spec());
    orderToStart(fencing, fencing.orders("node-b").boot());
    fencing.node("node-b").die();
    fencing.channel.poisonBeat(fencing.spec, fencing.spec.node("node-b").orElseThrow(), "{");

    fencing.node("node-a").reboot();
    fencing.play(6);
    fencing.evaluate(Trigger.SCHEDULE);
    fencing.play(6);

    assertTrue(fencing.fence.isOff("node-b"));
    assertTrue(fencing.node("node-a").isActive("web"));
  }

  /** node-b was given the group under epoch 9, which the record has forgotten. */
  private void orderToStart(String boot) {
    orderToStart(stage, boot);
  }

  private static void orderToStart(Stage stage, String boot) {
    Orders now = stage.orders("node-b");
    Order start = new Order("web", 9, Role.ACTIVE, Map.of());
    Orders forgotten = new Orders(boot, now.revision() + 1, now.planVersion(), List.of(start));
    NodeSpec node = stage.spec.node("node-b").orElseThrow();
    assertEquals(new Sent.Done(), stage.channel.send(stage.spec, node, forgotten));
  }

  private void moveAway() {
    for (int minute = 0; minute < 30; minute++) {
      stage.schedule();
    }
    for (int i = 0; i < 2; i++) {
      stage.operate(new OperatorCommand.Move("web", "node-b", null));
      stage.play(6);
      stage.operate(new OperatorCommand.Clear("web", null));
      stage.schedule();
    }
    assertEquals("node-b", stage.owner());
  }

  @Test
  void whatANodeDoesNotTellOfIsAskedForOnceTheRecordIsFoundToBeOutdated() {
    moveAway();
    stage.node("node-b").knowsNoPlan(true);
    stage.play(1);
    restore();

    stage.evaluate();
    assertEquals(List.of("httpd"), stage.group().unasked());

    stage.node("node-b").knowsNoPlan(false);
    stage.schedule();
    assertEquals(List.of(), stage.group().unasked());
  }

  private void restore() {
    String cluster = stage.spec.cluster();
    Reading.Found found = (Reading.Found) stage.store.read(cluster);
    stage.store.remove(cluster, found.version());
    stage.store.commit(cluster, 0, backup);
  }

  private static String other(String node) {
    return node.equals("node-a") ? "node-b" : "node-a";
  }
}
