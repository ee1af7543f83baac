package dev.handoff.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.Ports;
import dev.handoff.controller.Trigger;
import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.memory.MemoryClusterStore;
import dev.handoff.controller.memory.MemoryFence;
import dev.handoff.controller.memory.MemoryFleet;
import dev.handoff.controller.memory.MemoryJournal;
import dev.handoff.controller.memory.MemoryNodeChannel;
import dev.handoff.controller.memory.MemoryNotifier;
import dev.handoff.controller.memory.VirtualTime;
import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.Checkup;
import dev.handoff.dispatch.Dispatcher;
import dev.handoff.dispatch.EvaluationsFailed;
import dev.handoff.dispatch.EventLog;
import dev.handoff.dispatch.OperatorEvent;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResponderTest {

  private final MemoryClusterStore store = new MemoryClusterStore();
  private final Responder responder =
      new Responder(
          new Dispatcher(
              new Ports(
                  store,
                  new MemoryNodeChannel(),
                  new MemoryAddresses(),
                  new MemoryJournal(),
                  new MemoryNotifier(),
                  new MemoryFence(),
                  new MemoryFleet(() -> 2),
                  new VirtualTime(Samples.NOON)),
              spec -> List.of()));
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final EventLog log = new EventLog(lines::add, "call-1");

  @Test
  void theScheduleLooksAtEveryCluster() {
    apply("one");
    apply("two");

    assertEquals("{\"evaluated\":2}", responder.answer(new Event.Schedule(), log));
  }

  @Test
  void aBeaconsCallLooksAtItsClusterAlone() {
    apply("one");
    apply("two");
    lines.clear();

    assertEquals("{\"evaluated\":1}", responder.answer(beats("one"), log));
    assertTrue(lines.stream().noneMatch(line -> line.contains("two")), lines::toString);
  }

  @Test
  void aBeaconWhoseClusterCouldNotBeEvaluatedHearsOfIt() {
    apply("good");
    store.poison("bad", "no record");

    assertThrows(EvaluationsFailed.class, () -> responder.answer(beats("bad"), log));
  }

  @Test
  void whatIsNoBeatLeavesALineInTheLog() {
    responder.answer(new Event.Look(Set.of(), Trigger.BEAT, List.of("no beat")), log);

    assertTrue(lines.getFirst().contains("\"bad-record\""), lines::toString);
  }

  @Test
  void aDoctorHearsOfEveryCluster() throws Exception {
    apply("one");

    Checkup checkup = Json.read(responder.answer(new Event.Doctor(), log), Checkup.class);

    assertEquals(Set.of("one"), checkup.permissions().keySet());
  }

  private static Event.Look beats(String cluster) {
    return new Event.Look(Set.of(cluster), Trigger.BEAT, List.of());
  }

  private void apply(String cluster) {
    OperatorCommand apply = new OperatorCommand.Apply(Samples.spec(cluster, 2));
    String reply =
        responder.answer(
            new Event.Operator(new OperatorEvent.Operation(cluster, "ann", apply)), log);
    assertTrue(reply.contains("\"done\""), reply);
  }
}
