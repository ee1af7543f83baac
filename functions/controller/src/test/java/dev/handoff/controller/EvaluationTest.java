package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Limits;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.time.Instant;
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
  void movesWhatASilentNodeHad() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.node("node-a").die();
    stage.play(5);
    stage.node("node-b").reportMissed(stage.node("node-a"), LONG_SILENCE);
    stage.play(3);

    assertEquals("node-b", stage.owner());
    assertTrue(stage.node("node-b").isActive("web"));
    assertInstanceOf(
        Cause.NodeSilent.class, stage.happenings(Happening.OwnerChanged.class).getLast().cause());
  }

  @Test
  void findsASilentNodeByTheScheduleWhenNobodyWatches() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.schedule();
    stage.node("node-a").die();
    stage.schedule();
    stage.schedule();
    stage.play(3);

    assertEquals("node-b", stage.owner());
  }

  @Test
  void dismissesAReportWhoseNodeHasBeatenSince() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.node("node-b").reportMissed(stage.node("node-a"), LONG_SILENCE);
    stage.play(3);

    assertEquals("node-a", stage.owner());
    assertEquals(List.of(), stage.happenings(Happening.NodeSilent.class));
  }

  @Test
  void holdsWhenEveryNodeIsSilent() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.evaluate(Trigger.SCHEDULE);
    long calls = stage.addresses.calls().size();

    stage.node("node-a").die();
    stage.node("node-b").die();
    stage.schedule();
    stage.schedule();

    assertEquals("node-a", stage.owner());
    assertEquals(calls, stage.addresses.calls().size());
    assertEquals(
        List.of(new Happening.Held(null, new Hold.AllSilent())),
        stage.happenings(Happening.Held.class));
  }

  @Test
  void givesEveryNodeAFreshWindowAfterAHold() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.evaluate(Trigger.SCHEDULE);
    stage.node("node-a").die();
    stage.node("node-b").die();
    stage.schedule();

    stage.node("node-b").thaw();
    stage.node("node-b").reportMissed(stage.node("node-a"), LONG_SILENCE);
    stage.play(1);
    assertEquals("node-a", stage.owner());

    stage.play(4);
    stage.node("node-b").reportMissed(stage.node("node-a"), LONG_SILENCE);
    stage.play(2);
    assertEquals("node-b", stage.owner());
  }

  @Test
  void holdsWhenTooManyClustersLoseANodeAtOnce() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    for (String other : List.of("c2", "c3", "c4")) {
      stage.fleet.noteLoss(other, stage.clock.now(), Duration.ofMinutes(5));
    }
    stage.node("node-a").die();
    stage.play(5);
    stage.node("node-b").reportMissed(stage.node("node-a"), LONG_SILENCE);
    stage.play(2);

    assertEquals("node-a", stage.owner());
    assertEquals(
        List.of(new Happening.Held(null, new Hold.SelfPreservation(4, 10))),
        stage.happenings(Happening.Held.class));
  }

  @Test
  void takesFromALostNodeOnceTheOthersAreHeardAgain() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    for (String other : List.of("c2", "c3", "c4")) {
      stage.fleet.noteLoss(other, stage.clock.now(), Duration.ofMinutes(5));
    }
    stage.node("node-a").die();
    for (int minute = 0; minute < 7; minute++) {
      stage.schedule();
      stage.node("node-b").reportMissed(stage.node("node-a"), LONG_SILENCE);
    }
    stage.play(6);

    assertEquals("node-b", stage.owner());
  }

  @Test
  void doesNothingWhileBeatsCannotBeRead() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    long commits = stage.store.commits();

    stage.channel.outage("the table is gone");
    stage.evaluate(Trigger.SCHEDULE);

    assertEquals(commits, stage.store.commits());
    assertEquals("node-a", stage.owner());
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
  void takesFromANodeThatSaidGoodbyeWithoutWaiting() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.node("node-a").leave();
    stage.evaluate();
    stage.play(3);

    assertEquals("node-b", stage.owner());
    assertInstanceOf(Phase.Settled.class, stage.phase());
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
    assertEquals("web: eip on node-a, httpd stopped (no eligible node)", alert.subject());
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
    Ports racing = stage.ports.with(new InterferingAddresses(stage));

    new Evaluation(racing).run(stage.spec.cluster(), Trigger.BEAT);

    assertInstanceOf(Phase.Starting.class, stage.phase());
    assertNull(stage.group().lateUntil());
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
  void powersASilentNodeOffBeforeItTakesItsGroup() {
    Stage stage = Stage.serving(Specs.twoNodes().fence(Fencing.STOP).spec());
    stage.node("node-a").die();
    stage.play(5);

    stage.node("node-b").reportMissed(stage.node("node-a"), LONG_SILENCE);
    stage.play(4);

    assertTrue(stage.fence.isOff("node-a"));
    assertEquals("node-b", stage.owner());
    assertInstanceOf(Phase.Settled.class, stage.phase());
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
