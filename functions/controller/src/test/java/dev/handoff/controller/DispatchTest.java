package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.events.Happening;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.Order;
import dev.handoff.events.Orders;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order nodes are told what the record wants of them. */
class DispatchTest {

  private final Stage stage = Stage.serving(Specs.twoNodes().spec());

  @ParameterizedTest
  @ValueSource(strings = {"node-a", "node-b"})
  void nobodyIsToldToStartAsLongAsTheOrdersOfALostOwnerCannotBeReplaced(String lost) {
    serveOn(lost);
    lose(lost);

    assertEquals(other(lost), stage.owner());
    assertEquals(Role.ACTIVE, role(lost));
    assertEquals(Role.STANDBY, role(other(lost)));
    assertFalse(stage.node(other(lost)).isActive("web"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"node-a", "node-b"})
  void theNextOwnerIsToldToStartOnceTheyAre(String lost) {
    serveOn(lost);
    lose(lost);

    stage.channel.deaf(lost, false);
    stage.evaluate(Trigger.SCHEDULE);
    stage.play(3);

    assertEquals(Role.STANDBY, role(lost));
    assertTrue(stage.node(other(lost)).isActive("web"));
  }

  @Test
  void ordersOfAnEarlierBootKeepNobodyWaiting() {
    stage.channel.deaf("node-a", true);
    stage.operate(new OperatorCommand.Standby("node-a"));
    stage.node("node-a").reboot();

    stage.play(6);
    stage.evaluate(Trigger.SCHEDULE);
    stage.play(3);

    assertEquals(Role.ACTIVE, role("node-a"));
    assertTrue(stage.node("node-b").isActive("web"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"node-a", "node-b"})
  void anOwnerThatLeavesNonsenseIsToldToStandByBeforeTheNextOneStarts(String lost) {
    serveOn(lost);
    leaveNonsense(lost);

    assertEquals(other(lost), stage.owner());
    assertEquals(Role.STANDBY, role(lost));
    assertTrue(stage.node(other(lost)).isActive("web"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"node-a", "node-b"})
  void nobodyIsToldToStartAsLongAsTheOrdersUnderNonsenseCannotBeReplaced(String lost) {
    serveOn(lost);
    stage.channel.deaf(lost, true);
    leaveNonsense(lost);

    assertEquals(other(lost), stage.owner());
    assertEquals(Role.ACTIVE, role(lost));
    assertFalse(stage.node(other(lost)).isActive("web"));
  }

  @Test
  void whatLiesUnderNonsenseStaysUntilAnotherIsToRunTheGroup() {
    Stage fencing = Stage.serving(Specs.twoNodes().fence(Fencing.STOP).spec());
    fencing.fence.refuse("node-a", "not allowed");
    fencing.node("node-a").die();
    fencing.channel.poisonBeat(fencing.spec, fencing.spec.node("node-a").orElseThrow(), "{");

    fencing.evaluate(Trigger.SCHEDULE);
    fencing.play(6);
    fencing.evaluate(Trigger.SCHEDULE);

    assertEquals("node-b", fencing.owner());
    assertEquals(Role.ACTIVE, fencing.orders("node-a").of("web").orElseThrow().role());
    assertEquals(Role.STANDBY, fencing.orders("node-b").of("web").orElseThrow().role());
  }

  @ParameterizedTest
  @ValueSource(strings = {"node-a", "node-b"})
  void norAsLongAsNobodyCanReadWhetherTheyWere(String lost) {
    serveOn(lost);
    lose(lost);

    stage.channel.throttled(lost, true);
    stage.evaluate(Trigger.SCHEDULE);
    stage.play(3);

    assertEquals(Role.STANDBY, role(other(lost)));
    assertFalse(stage.node(other(lost)).isActive("web"));
  }

  @Test
  void theTimeOfANextOwnerBeginsWhenItIsTold() {
    lose("node-a");
    stage.channel.throttled("node-a", true);
    for (int minute = 0; minute < 5; minute++) {
      stage.schedule();
    }
    assertEquals(Role.STANDBY, role("node-b"));

    stage.channel.throttled("node-a", false);
    stage.channel.deaf("node-a", false);
    stage.evaluate(Trigger.SCHEDULE);
    stage.play(3);

    assertEquals(List.of(), stage.happenings(Happening.StartFailed.class));
    assertTrue(stage.node("node-b").isActive("web"));
  }

  @Test
  void nobodyIsToldToStartWhatLiesThereForANodeThatLeftNonsenseUnderALaterEpoch() {
    Map<String, NodeReading> readings = new HashMap<>(stage.channel.read(stage.spec));
    Orders later =
        new Orders("boot-1", 1, "a plan", List.of(new Order("web", 9, Role.ACTIVE, Map.of())));
    readings.put("node-b", new NodeReading.Nonsense("{", "no beat", later));
    readings.computeIfPresent(
        "node-a", (_, heard) -> new NodeReading.Heard(((NodeReading.Heard) heard).beat(), null));
    NodeSpec owner = stage.spec.node("node-a").orElseThrow();
    stage.channel.forget(stage.spec, owner);

    new Dispatch(stage.channel, new PlanBook(), new ArrayList<>())
        .send(stage.record(), 1000, readings, () -> true);

    assertEquals(Optional.empty(), stage.channel.orders(stage.spec, owner));
  }

  /** The node dies, and nonsense lies where its beat was. */
  private void leaveNonsense(String node) {
    stage.node(node).die();
    stage.channel.poisonBeat(stage.spec, stage.spec.node(node).orElseThrow(), "{");
    stage.evaluate(Trigger.SCHEDULE);
    stage.play(6);
    stage.evaluate(Trigger.SCHEDULE);
    stage.play(3);
  }

  private void serveOn(String node) {
    if (!node.equals(stage.owner())) {
      stage.operate(new OperatorCommand.Move("web", node, null));
      stage.play(6);
    }
    assertEquals(node, stage.owner());
    assertTrue(stage.node(node).isActive("web"));
  }

  /** The node falls silent, and its orders cannot be replaced. */
  private void lose(String node) {
    stage.channel.deaf(node, true);
    stage.node(node).die();
    stage.play(5);
    stage.node(other(node)).reportMissed(stage.node(node), Duration.ofSeconds(5));
    stage.play(4);
  }

  private Role role(String node) {
    return stage.orders(node).of("web").orElseThrow().role();
  }

  private static String other(String node) {
    return List.of("node-a", "node-b").stream().filter(n -> !n.equals(node)).findFirst().get();
  }
}
