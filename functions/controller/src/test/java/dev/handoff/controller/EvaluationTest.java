package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.memory.MemoryNotifier;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Alert;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static final Duration LONG_SILENCE = Duration.ofSeconds(5);

  @Test
  void startsAGroupOnTheFirstNodeOnceAllAreHeard() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    assertTrue(stage.node("node-a").isActive("web"));
    assertEquals(1, stage.group().epoch());
    assertEquals(List.of(new MemoryAddresses.Call("eip", "node-a")), stage.addresses.calls());
  }

  @Test
  void startsWithoutANodeThatIsNotHeardInTime() {
    Stage stage = new Stage(Specs.twoNodes().spec());
    stage.node("node-a").die();
    stage.apply(stage.spec);

    stage.play(4);

    assertEquals("node-b", stage.owner());
  }

  @Test
  void asksEveryNodeBeforeAFirstStart() {
    Stage stage = new Stage(Specs.twoNodes().spec());
    stage.node("node-b").knowsNoPlan(true);
    stage.apply(stage.spec);
    stage.play(20);
    assertEquals(
        new Phase.Stopped(List.of("node-b has not told yet whether httpd runs there")),
        stage.phase());

    stage.node("node-b").knowsNoPlan(false);
    stage.play(6);

    assertEquals("node-a", stage.owner());
    assertInstanceOf(Phase.Settled.class, stage.phase());
  }

  @Test
  void leavesAServiceThatFailedBelowItsThresholdWhereItIs() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.node("node-a").fail("web", "httpd", false);
    stage.play(3);

    assertEquals("node-a", stage.owner());
    assertEquals(1, stage.record().node("node-a").failures("httpd").count());
    assertEquals(1, stage.happenings(Happening.ResourceFailed.class).size());
  }

  @Test
  void movesAServiceThatReachedItsThreshold() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.node("node-a").fail("web", "httpd", false);
    stage.play(2);
    stage.node("node-a").fail("web", "httpd", true);
    stage.play(3);

    assertEquals("node-b", stage.owner());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertTrue(stage.node("node-b").isActive("web"));
    assertFalse(stage.node("node-a").isActive("web"));
    Happening.OwnerChanged moved = stage.happenings(Happening.OwnerChanged.class).getLast();
    assertEquals(new Cause.ServiceFailed("httpd", "node-a", 2, 2), moved.cause());
    Alert alert = stage.notifier.delivered().getLast().alert();
    assertTrue(alert.subject().contains("moved node-a -> node-b"), alert.subject());
    assertTrue(alert.subject().contains("httpd failed 2 of 2"), alert.subject());
  }

  @Test
  void restartsAGroupWhoseOwnerRebooted() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.node("node-a").reboot();
    stage.play(4);

    assertEquals(2, stage.group().epoch());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertTrue(stage.node(java.util.Objects.requireNonNull(stage.owner())).isActive("web"));
  }

  @Test
  void triesTheNextBestNodeWhenAStartFails() {
    Stage stage = Stage.serving(Specs.twoNodes().threeNodes().spec());
    stage.node("node-b").startsFail(true);

    stage.node("node-a").leave();
    stage.evaluate();
    stage.play(6);

    assertEquals("node-c", stage.owner());
    assertTrue(stage.node("node-c").isActive("web"));
  }

  @Test
  void givesUpANodeThatNeverReportsTheStart() {
    Stage stage = Stage.serving(Specs.twoNodes().threeNodes().spec());
    stage.node("node-b").ignoresOrders(true);

    stage.node("node-a").leave();
    stage.evaluate();
    stage.play(15);
    stage.schedule();
    stage.play(3);

    assertEquals("node-c", stage.owner());
    assertEquals(
        List.of("node-b"),
        stage.happenings(Happening.StartFailed.class).stream().map(f -> f.node()).toList());
  }

  @Test
  void stopsAGroupThatMayRunNowhereAndSaysWhatWouldHelp() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.node("node-b").die();
    stage.play(6);
    stage.node("node-a").reportMissed(stage.node("node-b"), LONG_SILENCE);
    stage.play(2);

    stage.node("node-a").fail("web", "httpd", false);
    stage.play(1);
    stage.node("node-a").fail("web", "httpd", true);
    stage.play(3);

    assertInstanceOf(Phase.Stranded.class, stage.phase());
    Alert alert = stage.notifier.delivered().getLast().alert();
    assertEquals("cluster-1/web: eip on node-a, httpd stopped (no eligible node)", alert.subject());
    assertTrue(alert.text().contains("handoff cleanup web"), alert.text());
    assertTrue(alert.text().contains("- node-a: httpd failed 2 of 2"), alert.text());
    assertTrue(alert.text().contains("- node-b: silent"), alert.text());
  }

  @Test
  void startsAgainAfterACleanup() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.operate(new OperatorCommand.Ban("web", "node-b", null));
    stage.node("node-a").fail("web", "httpd", false);
    stage.play(1);
    stage.node("node-a").fail("web", "httpd", true);
    stage.play(3);
    assertInstanceOf(Phase.Stranded.class, stage.phase());

    stage.operate(new OperatorCommand.Cleanup("web", null));
    stage.play(3);

    assertEquals("node-a", stage.owner());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertTrue(stage.node("node-a").isActive("web"));
  }

  @Test
  void asksTheOldOwnerToStopBeforeTheAddressMoves() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.operate(new OperatorCommand.Move("web", "node-b", null));

    assertInstanceOf(Phase.Releasing.class, stage.phase());
    assertEquals(1, stage.addresses.calls().size());

    stage.play(3);
    assertEquals("node-b", stage.owner());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertFalse(stage.node("node-a").isActive("web"));
  }

  @Test
  void needsOneCloudCallWhenServicesRunEverywhere() {
    Stage stage =
        Stage.serving(
            Specs.twoNodes()
                .resources(Specs.EIP, Specs.service("httpd", Service.Runs.EVERYWHERE))
                .spec());

    stage.operate(new OperatorCommand.Move("web", "node-b", null));

    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertEquals("node-b", stage.owner());
    assertEquals(2, stage.addresses.calls().size());
  }

  @Test
  void doesNotGiveTheAddressToANodeWhoseServiceIsNotHealthyYet() {
    Stage stage =
        Stage.serving(
            Specs.twoNodes()
                .resources(Specs.EIP, Specs.service("httpd", Service.Runs.EVERYWHERE))
                .spec());
    stage.node("node-b").fail("web", "httpd", false);
    stage.play(1);

    stage.operate(new OperatorCommand.Move("web", "node-b", null));

    assertEquals("node-a", stage.owner());
  }

  @Test
  void startsServicesWhileTheCloudCallRunsWhenTheyMayOverlap() {
    Stage stage = Stage.serving(Specs.twoNodes().overlapping().spec());
    stage.addresses.failNext("eip", MemoryAddresses.Fault.REFUSE);

    stage.node("node-a").leave();
    stage.evaluate();

    assertInstanceOf(Phase.Moving.class, stage.phase());
    assertEquals(Role.ACTIVE, stage.orders("node-b").of("web").orElseThrow().role());
  }

  @Test
  void doesNotRunAnExclusiveServiceTwiceWhenAStopFails() {
    Stage stage =
        Stage.serving(
            Specs.twoNodes()
                .isolation(new Isolation(Duration.ofSeconds(2), Isolation.Action.STOP))
                .spec());
    stage.node("node-a").cannotStop("web");

    stage.operate(new OperatorCommand.Move("web", "node-b", null));
    stage.play(12);
    stage.schedule();

    assertFalse(stage.node("node-b").isActive("web"));
    assertEquals(new Hold.StopFailed("node-a"), stage.group().hold());
  }

  @Test
  void goesOnWithoutTheOldOwnerWhenTheSpecPrefersServiceToExclusion() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.node("node-a").cannotStop("web");

    stage.operate(new OperatorCommand.Move("web", "node-b", null));
    stage.play(4);

    assertTrue(stage.node("node-b").isActive("web"));
  }

  @Test
  void failsBackOnlyToAStrictlyBetterNode() {
    Stage sticky = Stage.serving(Specs.twoNodes().preferring("node-a", 400).spec());
    Stage loose = Stage.serving(Specs.twoNodes().preferring("node-a", 401).spec());

    for (Stage stage : List.of(sticky, loose)) {
      stage.node("node-a").leave();
      stage.evaluate();
      stage.play(3);
      stage.node("node-a").reboot();
      stage.play(5);
    }

    assertEquals("node-b", sticky.owner());
    assertEquals("node-a", loose.owner());
  }

  @Test
  void forgivesFailuresAfterTheirTimeout() {
    Stage stage =
        Stage.serving(
            Specs.twoNodes()
                .meta(new Meta(0, Score.ZERO, new Score(2), Duration.ofMinutes(1)))
                .spec());
    stage.node("node-a").fail("web", "httpd", false);
    stage.play(1);
    assertEquals(1, stage.record().node("node-a").failures("httpd").count());

    stage.schedule();
    stage.schedule();

    assertEquals(0, stage.record().node("node-a").failures("httpd").count());
  }

  @Test
  void emptiesANodeOnStandby() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.operate(new OperatorCommand.Standby("node-a"));
    stage.play(3);

    assertEquals("node-b", stage.owner());
  }

  @Test
  void changesNothingInMaintenance() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.operate(new OperatorCommand.Maintenance(true));

    stage.node("node-a").leave();
    stage.evaluate();
    stage.play(4);
    assertEquals("node-a", stage.owner());

    stage.operate(new OperatorCommand.Maintenance(false));
    stage.play(3);
    assertEquals("node-b", stage.owner());
  }

  @Test
  void stopsAGroupOnDemand() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.apply(Specs.twoNodes().stopped().spec());
    stage.play(3);

    assertNull(stage.owner());
    assertInstanceOf(Phase.Stopped.class, stage.phase());
    assertFalse(stage.node("node-a").isActive("web"));
  }

  @Test
  void keepsAnAlertUntilItIsDelivered() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.notifier.failNext(MemoryNotifier.Fault.FAIL);
    stage.node("node-a").leave();
    int before = stage.notifier.delivered().size();
    stage.evaluate();
    stage.play(3);
    stage.schedule();

    assertEquals(before + 1, stage.notifier.delivered().size());
    assertEquals(List.of(), stage.record().outbox());
  }

  @Test
  void aClusterThatIsCreatedAnewGoesOnCountingItsEntries() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    long last = stage.journal.newest(stage.spec.cluster(), 1).getLast().number();

    stage.operate(new OperatorCommand.Destroy());
    stage.apply(stage.spec);

    assertEquals(last + 1, stage.journal.all(stage.spec.cluster()).get((int) last).number());
  }
}
