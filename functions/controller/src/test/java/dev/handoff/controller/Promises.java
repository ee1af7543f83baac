package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What has to hold on a stage at every moment, and what once all troubles have ended. */
final class Promises {

  private final Stage stage;
  private final Map<Long, String> ownerOf = new HashMap<>();
  private long epoch;
  private int callsSeen;

  Promises(Stage stage) {
    this.stage = stage;
  }

  /** One owner an epoch, epochs only grow, and no address is moved without an announced cause. */
  void checkSafety() {
    Assignment group = stage.group();
    assertTrue(group.epoch() >= epoch, "the epoch went back");
    epoch = group.epoch();
    String owner = String.valueOf(group.owner());
    assertEquals(owner, ownerOf.computeIfAbsent(epoch, e -> owner), "two owners of epoch " + epoch);
    List<MemoryAddresses.Call> calls = stage.addresses.calls();
    List<String> announced = announced();
    for (MemoryAddresses.Call call : calls.subList(callsSeen, calls.size())) {
      assertTrue(announced.contains(call.node()), call + " has no cause in " + announced);
    }
    callsSeen = calls.size();
  }

  /** Where the history says that the group was to go; the outbox is part of it. */
  private List<String> announced() {
    List<JournalEntry> history = new ArrayList<>(stage.journal.newest(stage.spec.cluster(), 1000));
    history.addAll(stage.record().outbox());
    return history.stream()
        .map(JournalEntry::happening)
        .filter(Happening.HandoverBegun.class::isInstance)
        .map(happening -> String.valueOf(((Happening.HandoverBegun) happening).to()))
        .toList();
  }

  /** Ends every trouble, as people would, and lets enough time pass. */
  void heal() {
    stage.actors.values().forEach(Actor::heal);
    stage.addresses.heal();
    stage.store.heal();
    stage.notifier.heal();
    stage.addresses.land();
    stage.play(3);
    stage.operate(new OperatorCommand.Maintenance(false));
    stage.operate(new OperatorCommand.Clear("web", null));
    stage.operate(new OperatorCommand.Cleanup("web", null));
    stage.actors.keySet().forEach(node -> stage.operate(new OperatorCommand.Online(node)));
    stage.play(3);
    for (int quarter = 0; quarter < 4; quarter++) {
      stage.play(12);
      stage.evaluate(Trigger.SCHEDULE);
    }
  }

  /** One node serves, the address is there, nobody else runs it, and everything has been told. */
  void checkServed() {
    checkSafety();
    String owner = stage.owner();
    assertNotNull(owner, () -> "nobody serves: " + stage.group());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertTrue(stage.node(owner).isActive("web"), () -> owner + " does not run it");
    Place place = stage.addresses.locate(stage.spec, List.of(Specs.EIP)).getFirst().place();
    assertEquals(new Place.AtNode(owner), place);
    stage.actors.forEach((name, actor) ->
        assertTrue(name.equals(owner) || !actor.isActive("web"), () -> name + " runs it too"));
    assertInstanceOf(Reading.Found.class, stage.store.read(stage.spec.cluster()));
    assertEquals(List.of(), stage.record().outbox());
    List<Long> numbers =
        stage.journal.all(stage.spec.cluster()).stream().map(JournalEntry::number).toList();
    assertEquals(
        IntStream.rangeClosed(1, numbers.size()).mapToObj(i -> (long) i).toList(), numbers);
  }
}
