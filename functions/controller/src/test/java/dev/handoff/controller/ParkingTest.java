package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.record.Phase;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Groups that move too often. */
class ParkingTest {

  @Test
  void parksAGroupThatFlaps() {
    Stage stage = Stage.serving(Specs.twoNodes().limits(new Limits(1, Duration.ofHours(1))).spec());
    failTwice(stage, "node-a");
    assertEquals("node-b", stage.owner());
    stage.operate(new OperatorCommand.Maintenance(true));
    stage.operate(new OperatorCommand.Maintenance(false));

    // A cleanup of the resource alone would count as an operator at work, so node-a is rebooted.
    stage.node("node-a").reboot();
    stage.play(2);
    failTwice(stage, "node-b");

    assertEquals("node-b", stage.owner());
    assertInstanceOf(Hold.Parked.class, stage.group().hold());
    assertEquals(1, stage.happenings(Happening.Held.class).size());
  }

  @Test
  void aParkedGroupStartsAgainWhereItsNodeHasRebooted() {
    Stage stage = Stage.serving(Specs.twoNodes().limits(new Limits(1, Duration.ofHours(1))).spec());
    failTwice(stage, "node-a");
    stage.node("node-a").reboot();
    stage.play(2);
    assertEquals("node-b", stage.owner());

    stage.node("node-b").reboot();
    stage.play(5);

    assertEquals("node-b", stage.owner());
    assertTrue(stage.node("node-b").isActive("web"));
    assertInstanceOf(Phase.Settled.class, stage.phase());
  }

  @Test
  void anOperatorAtWorkEndsParking() {
    Stage stage = Stage.serving(Specs.twoNodes().limits(new Limits(1, Duration.ofHours(1))).spec());
    failTwice(stage, "node-a");
    stage.node("node-a").reboot();
    stage.play(2);
    failTwice(stage, "node-b");

    stage.operate(new OperatorCommand.Move("web", "node-a", null));
    stage.play(3);

    assertEquals("node-a", stage.owner());
    assertNull(stage.group().hold());
  }

  private static void failTwice(Stage stage, String node) {
    stage.node(node).fail("web", "httpd", false);
    stage.play(1);
    stage.node(node).fail("web", "httpd", true);
    stage.play(4);
  }
}
