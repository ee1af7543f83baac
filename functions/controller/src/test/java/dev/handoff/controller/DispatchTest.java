package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.OperatorCommand;
import dev.handoff.events.Role;
import java.time.Duration;
import java.util.List;
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
