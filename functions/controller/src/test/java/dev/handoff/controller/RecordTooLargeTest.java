package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.memory.MemoryNotifier;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.Service;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A record that has outgrown its store holds its cluster, says so, and comes back by itself. */
class RecordTooLargeTest {

  /** Characters that are enough for the hold, and not for a handover. */
  static final int ROOM = 700;

  private final Stage stage = Stage.serving(Specs.twoNodes().spec());

  private void fill() {
    stage.store.limit(Json.write(stage.record()).length() + ROOM);
    stage.node("node-a").fail("web", "httpd", true);
    stage.node("node-a").fail("web", "httpd", true);
  }

  @Test
  void peopleAreToldOnceThatNothingIsMoved() {
    fill();
    stage.play(1);

    assertInstanceOf(Outcome.TooLarge.class, stage.evaluate());
    assertInstanceOf(Outcome.TooLarge.class, stage.evaluate(Trigger.SCHEDULE));
    assertInstanceOf(Hold.RecordTooLarge.class, stage.record().hold());
    List<String> subjects =
        stage.notifier.delivered().stream()
            .map(MemoryNotifier.Message::alert)
            .map(alert -> alert.subject())
            .filter(subject -> subject.contains("on hold"))
            .toList();
    assertEquals(List.of("cluster-1: on hold, nothing can be written down"), subjects);
    assertEquals(List.of(), stage.record().outbox());
    assertEquals("node-a", stage.owner());
  }

  @Test
  void theClusterGoesOnOnceItFitsAgain() {
    fill();
    stage.play(1);
    stage.store.limit(Integer.MAX_VALUE);
    stage.schedule();
    stage.schedule();

    assertEquals("node-b", stage.owner());
    assertEquals(1, stage.happenings(Happening.HoldEnded.class).size());
  }

  @Test
  void aHoldThatDoesNotFitEitherIsLeftToTheOutcome() {
    stage.store.limit(Json.write(stage.record()).length() - 1);
    stage.node("node-a").fail("web", "httpd", true);
    stage.play(1);

    assertInstanceOf(Outcome.TooLarge.class, stage.evaluate());
  }

  @Test
  void anOperatorIsRefusedWithTheReason() {
    stage.store.limit(Json.write(stage.record()).length());

    Operator.Reply reply = stage.operate(new OperatorCommand.Standby("node-a"));

    assertTrue(assertInstanceOf(Operator.Reply.Refused.class, reply).why().contains("characters"));
  }

  @Test
  void aSpecThatLeavesNoRoomIsRefused() {
    Service[] services =
        IntStream.range(0, 2_000)
            .mapToObj(i -> Specs.service("service-" + i, Service.Runs.ACTIVE))
            .toArray(Service[]::new);

    Operator.Reply reply = stage.apply(Specs.twoNodes().resources(services).spec());

    String why = assertInstanceOf(Operator.Reply.Refused.class, reply).why();
    assertTrue(why.contains("split the cluster"), why);
  }

  @Test
  void aTopicThatNeverAnswersDoesNotFillTheRecord() {
    failing(2_000);
    for (int i = 0; i < 40; i++) {
      owe(10);
      stage.evaluate();
    }

    assertEquals(300, stage.record().outbox().size());
  }

  @Test
  void aTopicThatDoesNotAnswerIsNotAskedForEveryAlert() {
    failing(3);
    owe(5);
    int before = stage.notifier.delivered().size();

    stage.evaluate();
    assertEquals(before, stage.notifier.delivered().size());
    stage.evaluate();
    assertEquals(before + 5, stage.notifier.delivered().size());
  }

  private void failing(int times) {
    stage.notifier.failNext(
        Collections.nCopies(times, MemoryNotifier.Fault.FAIL).toArray(MemoryNotifier.Fault[]::new));
  }

  /** Commits news that nobody has been told of. */
  private void owe(int alerts) {
    ClusterRecord record = stage.record();
    for (int i = 0; i < alerts; i++) {
      record = record.telling(Stage.NOON, new Happening.AddressStuck("web", "eipalloc-1", "no"));
    }
    long version = ((Reading.Found) stage.store.read("cluster-1")).version();
    stage.store.commit("cluster-1", version, record);
  }
}
