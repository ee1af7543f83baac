package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.record.Phase;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.GroupSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes that are not heard: whose silence counts, and what is done about it. */
class SilenceTest {

  private static final Duration LONG_SILENCE = Duration.ofSeconds(5);

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

  /** Which is asked about every interval, when three of these and a half are a timeout. */
  @Test
  void findsASilentNodeAlsoWhileANewGroupWaitsForItsAnswer() {
    ClusterSpec spec = rare(Specs.twoNodes().spec());
    Stage stage = Stage.serving(spec);
    stage.schedule();
    stage.node("node-a").die();
    List<GroupSpec> both =
        List.of(spec.groups().getFirst(), Specs.twoNodes().group("db", "mysqld"));
    stage.apply(spec.with(spec.nodes(), both));

    for (int minute = 0; minute < 5; minute++) {
      stage.schedule();
    }

    assertEquals("node-b", stage.owner());
  }

  /** The same cluster, with a beat each half minute. */
  private static ClusterSpec rare(ClusterSpec spec) {
    return new ClusterSpec(
        spec.cluster(),
        new BeatSpec(Duration.ofSeconds(30), Duration.ofSeconds(105)),
        spec.isolation(),
        spec.fence(),
        spec.limits(),
        spec.symmetric(),
        spec.nodes(),
        spec.groups(),
        spec.constraints(),
        spec.probes(),
        spec.topic());
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
  void takesFromANodeThatSaidGoodbyeWithoutWaiting() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.node("node-a").leave();
    stage.evaluate();
    stage.play(3);

    assertEquals("node-b", stage.owner());
    assertInstanceOf(Phase.Settled.class, stage.phase());
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
}
