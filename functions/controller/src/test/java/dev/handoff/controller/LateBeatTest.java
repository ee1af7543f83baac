package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Happening;
import dev.handoff.events.Orders;
import dev.handoff.events.json.Json;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A beat of node-a is stored when the machine has rebooted, after the first beat that follows. */
class LateBeatTest {

  private final Stage stage = Stage.serving(Specs.twoNodes().spec());

  @Test
  void aLateBeatIsNoReboot() {
    String late = beat();
    stage.node("node-a").reboot();
    stage.play(4);
    assertEquals(2, stage.group().epoch());
    Orders told = heard().orders();

    store(late);
    stage.evaluate(Trigger.BEAT);
    assertEquals(2, stage.group().epoch());
    stage.play(2);

    assertEquals(2, stage.group().epoch());
    assertEquals(told, heard().orders());
    assertTrue(stage.node("node-a").isActive("web"));
  }

  @Test
  void aBeatThatIsTwoRebootsLateIsNone() {
    String late = beat();
    stage.node("node-a").reboot();
    stage.play(4);
    stage.node("node-a").reboot();
    stage.play(4);
    assertEquals(3, stage.group().epoch());

    store(late);
    stage.evaluate(Trigger.BEAT);
    stage.play(2);

    assertEquals(3, stage.group().epoch());
  }

  @Test
  void aNodeThatDiesBehindALateBeatLosesItsGroup() {
    dieBehindALateBeat();

    assertEquals("node-b", stage.owner());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertEquals(1, stage.happenings(Happening.NodeSilent.class).size());
  }

  @Test
  void aNodeThatDiedBehindALateBeatReturnsWithItsNextBoot() {
    dieBehindALateBeat();
    stage.node("node-a").reboot();
    stage.play(2);
    stage.schedule();

    assertEquals(NodeRecord.Presence.PRESENT, stage.record().node("node-a").presence());
    assertEquals(List.of(), stage.record().outbox(), "people were told");
  }

  /** The first beat of a boot that hardly lasted comes after those of the next one. */
  @Test
  void aNodeIsHeardAgainWhoseBootSeemedToHaveEnded() {
    String living = heard().beat().boot();
    store(beat().replace(living, "a-boot-between"));
    stage.evaluate(Trigger.BEAT);
    assertEquals(List.of(living), stage.record().node("node-a").endedBoots());

    for (int minute = 0; minute < 3; minute++) {
      stage.play(2);
      stage.schedule();
    }

    assertEquals(List.of("a-boot-between"), stage.record().node("node-a").endedBoots());
    assertEquals("node-a", stage.owner());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertTrue(stage.node("node-a").isActive("web"));
  }

  private void dieBehindALateBeat() {
    String late = beat();
    stage.node("node-a").reboot();
    stage.play(4);
    stage.node("node-a").die();
    store(late);
    stage.evaluate(Trigger.SCHEDULE);
    stage.play(6);
  }

  private NodeReading.Heard heard() {
    return assertInstanceOf(
        NodeReading.Heard.class,
        Objects.requireNonNull(stage.channel.read(stage.spec).get("node-a")));
  }

  private String beat() {
    return Json.write(heard().beat());
  }

  private void store(String beat) {
    stage.channel.poisonBeat(stage.spec, stage.spec.node("node-a").orElseThrow(), beat);
  }
}
