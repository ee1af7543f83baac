package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.events.Disposal;
import dev.handoff.events.Happening;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.NodeSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Kills the function at every call that it makes while a cluster is being destroyed, once just
 * before the call and once just after it took effect. Whatever was the moment: the addresses are as
 * they were asked for, people are told once, and nothing of the cluster is left.
 */
class ClosingKillPointTest {

  /** What is asked for, and in which of the evaluations that it takes the function dies. */
  @SuppressWarnings("ImmutableEnumChecker") // records of strings
  private enum Scene {
    KEEP(new Disposal.Keep(), 0, new Place.AtNode("node-a")),
    RELEASE_BEGINS(new Disposal.Release(), 0, new Place.Nowhere()),
    RELEASE_ENDS(new Disposal.Release(), 1, new Place.Nowhere()),
    LEAD_BEGINS(new Disposal.LeadTo("node-b"), 0, new Place.AtNode("node-b")),
    LEAD_MOVES(new Disposal.LeadTo("node-b"), 1, new Place.AtNode("node-b")),
    LEAD_ENDS(new Disposal.LeadTo("node-b"), 2, new Place.AtNode("node-b"));

    private final Disposal disposal;
    private final int evaluations;
    private final Place place;

    Scene(Disposal disposal, int evaluations, Place place) {
      this.disposal = disposal;
      this.evaluations = evaluations;
      this.place = place;
    }

    OperatorCommand command() {
      return new OperatorCommand.Destroy(disposal);
    }
  }

  @TestFactory
  Stream<DynamicTest> killedAnywhereTheClusterIsForgottenAllTheSame() {
    return Stream.of(Scene.values())
        .flatMap(scene ->
            KillPoint.all(callsOf(scene)).stream()
                .map(point ->
                    DynamicTest.dynamicTest(point.name(scene), () -> killedAt(scene, point))));
  }

  @Test
  void everyCallOfADestructionIsKnown() throws IOException {
    KillPoint.check(
        "kill-points-of-destruction.txt", Scene.values(), ClosingKillPointTest::callsOf);
  }

  private static List<String> callsOf(Scene scene) {
    Stage stage = set(scene);
    Killing counting = Killing.nobody(stage.ports);
    act(scene, stage, counting.ports());
    return counting.calls();
  }

  /** Up to the evaluation in question; the nodes have done their part, and nobody has looked. */
  private static Stage set(Scene scene) {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.evaluate(Trigger.SCHEDULE);
    if (scene.evaluations > 0) {
      stage.operate(scene.command());
      for (int i = 1; i < scene.evaluations; i++) {
        stage.play(1);
      }
      stage.clock.advance(stage.spec.beat().interval());
      stage.actors.values().forEach(Actor::beat);
    }
    return stage;
  }

  private static void act(Scene scene, Stage stage, Ports ports) {
    if (scene.evaluations == 0) {
      new Operator(ports).run(stage.spec.cluster(), scene.command());
    } else {
      new Evaluation(ports).run(stage.spec.cluster(), Trigger.BEAT);
    }
  }

  private static void killedAt(Scene scene, KillPoint point) {
    Stage stage = set(scene);
    Killing killing = new Killing(stage.ports, point.call(), point.moment());
    try {
      act(scene, stage, killing.ports());
    } catch (Killing.Killed expected) {
      // As a function that ran out of time: nothing of it is left but what it has written.
    }
    stage.operate(scene.command()); // the operator, who has had no answer, asks again
    killing.land();
    stage.play(4);
    stage.schedule();
    stage.schedule();

    assertInstanceOf(Reading.Absent.class, stage.store.read(stage.spec.cluster()));
    assertEquals(
        scene.place, stage.addresses.locate(stage.spec, List.of(Specs.EIP)).getFirst().place());
    assertEquals(1, stage.happenings(Happening.ClusterDestroyed.class).size());
    assertEquals(
        1,
        stage.notifier.delivered().stream()
            .map(message -> message.alert())
            .filter(alert -> alert.subject().contains("destroyed"))
            .map(alert -> alert.id())
            .distinct()
            .count());
    for (NodeSpec node : stage.spec.nodes()) {
      assertEquals(Optional.empty(), stage.channel.orders(stage.spec, node));
      assertEquals(Optional.empty(), stage.channel.plan(stage.spec, node));
    }
    boolean serves = !(scene.disposal instanceof Disposal.Release);
    assertEquals(
        serves, stage.node("node-a").isActive("web") || stage.node("node-b").isActive("web"));
  }
}
