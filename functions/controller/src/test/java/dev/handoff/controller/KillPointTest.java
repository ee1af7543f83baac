package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Kills the evaluating process at every call that it makes to the world: just before the call, just
 * after it took effect, and while it is in flight, so that it takes effect when the next evaluation
 * has done its work. The ordinary triggers go on. Whatever was the moment: one owner, the address
 * there, one completed handover in the journal, one alert id.
 */
class KillPointTest {

  /** How a scene goes wrong. */
  @SuppressWarnings("ImmutableEnumChecker") // the consumers capture nothing
  private enum Scene {
    NODE_LEAVES(stage -> {
      stage.node("node-a").leave();
    }),
    SERVICE_FAILS(stage -> {
      stage.node("node-a").fail("web", "httpd", false);
      stage.node("node-a").fail("web", "httpd", true);
      stage.node("node-a").beat();
    }),
    NODE_SILENT(stage -> {
      stage.node("node-a").die();
      stage.clock.advance(Duration.ofSeconds(5));
      stage.node("node-b").reportMissed(stage.node("node-a"), Duration.ofSeconds(5));
      stage.node("node-b").beat();
    }),
    OPERATOR_MOVES(stage -> {
      // Stored while nothing may be moved, so that all of the handover is left to the scene.
      stage.operate(new OperatorCommand.Maintenance(true));
      stage.operate(new OperatorCommand.Move("web", "node-b", null));
      ClusterStore.Reading.Found found =
          (ClusterStore.Reading.Found) stage.store.read(stage.spec.cluster());
      stage.store.commit(
          stage.spec.cluster(), found.version(), found.record().withMaintenance(false));
    });

    private final Consumer<Stage> trouble;

    Scene(Consumer<Stage> trouble) {
      this.trouble = trouble;
    }
  }

  @TestFactory
  Stream<DynamicTest> killedAnywhereTheNextEvaluationFinishesTheHandover() {
    return Stream.of(Scene.values())
        .flatMap(scene ->
            KillPoint.all(callsOf(scene)).stream()
                .map(point ->
                    DynamicTest.dynamicTest(point.name(scene), () -> killedAt(scene, point))));
  }

  /** A call that is not on the list is one that nobody has thought about: is it safe to repeat? */
  @Test
  void everyCallThatAnEvaluationMakesIsKnown() throws IOException {
    KillPoint.check("kill-points.txt", Scene.values(), KillPointTest::callsOf);
  }

  private static List<String> callsOf(Scene scene) {
    Stage stage = set(scene);
    Killing counting = Killing.nobody(stage.ports);
    new Evaluation(counting.ports()).run(stage.spec.cluster(), Trigger.BEAT);
    return counting.calls();
  }

  private static Stage set(Scene scene) {
    ClusterSpec spec = Specs.twoNodes().spec();
    Stage stage = Stage.serving(spec);
    stage.evaluate(Trigger.SCHEDULE);
    scene.trouble.accept(stage);
    return stage;
  }

  private static void killedAt(Scene scene, KillPoint point) {
    Stage stage = set(scene);
    Killing killing = new Killing(stage.ports, point.call(), point.moment());
    try {
      new Evaluation(killing.ports()).run(stage.spec.cluster(), Trigger.BEAT);
    } catch (Killing.Killed expected) {
      // As a function that ran out of time: nothing of it is left but what it has written.
    }
    stage.evaluate(); // the stream delivers the same record again
    killing.land();
    stage.play(3);
    stage.schedule();
    stage.schedule();

    assertEquals("node-b", stage.owner());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertTrue(stage.node("node-b").isActive("web"));
    assertEquals("node-b", stage.addresses.calls().getLast().node());
    assertEquals(2, stage.group().epoch());
    assertEquals(List.of(), stage.record().outbox());
    List<JournalEntry> moved =
        stage.journal.newest(stage.spec.cluster(), 1000).stream()
            .filter(entry -> entry.happening() instanceof Happening.OwnerChanged)
            .filter(entry -> ((Happening.OwnerChanged) entry.happening()).to().equals("node-b"))
            .toList();
    assertEquals(1, moved.size(), moved.toString());
    assertEquals(
        List.of(moved.getFirst().id()),
        stage.notifier.delivered().stream()
            .map(message -> message.alert())
            .filter(alert -> alert.subject().contains("moved node-a -> node-b"))
            .map(alert -> alert.id())
            .distinct()
            .collect(Collectors.toList()));
  }
}
