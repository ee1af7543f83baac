package dev.handoff.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.Ports;
import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.memory.MemoryClusterStore;
import dev.handoff.controller.memory.MemoryFence;
import dev.handoff.controller.memory.MemoryFleet;
import dev.handoff.controller.memory.MemoryJournal;
import dev.handoff.controller.memory.MemoryNodeChannel;
import dev.handoff.controller.memory.MemoryNotifier;
import dev.handoff.controller.memory.VirtualTime;
import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.EventLog;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private final MemoryClusterStore store = new MemoryClusterStore();
  private final MemoryAddresses addresses = new MemoryAddresses();
  private final MemoryJournal journal = new MemoryJournal();
  private final MemoryNotifier notifier = new MemoryNotifier();
  private final List<String> lines = new ArrayList<>();
  private final Rehearsal rehearsal =
      new Rehearsal(
          new Ports(
              store,
              new MemoryNodeChannel(),
              addresses,
              journal,
              notifier,
              new MemoryFence(),
              new MemoryFleet(() -> 2),
              new VirtualTime(Samples.NOON)),
          new EventLog(lines::add, "checkpoint"));

  @Test
  void aFailoverIsDecided() {
    rehearse();

    assertTrue(lines.getLast().contains("\"moves\":[\"web\"]"), lines::toString);
  }

  @Test
  void nothingIsChanged() {
    rehearse();

    assertEquals(List.of(), store.clusters());
    assertEquals(List.of(), addresses.calls());
    assertEquals(List.of(), journal.newest("rehearsal", 9));
    assertEquals(List.of(), notifier.delivered());
  }

  @Test
  void aStoreThatDoesNotAnswerDoesNotSpoilTheSnapshot() {
    store.outage("scripted");

    rehearse();

    assertTrue(lines.stream().anyMatch(line -> line.contains("not-rehearsed")), lines::toString);
    assertTrue(lines.getLast().contains("\"rehearsed\""), lines::toString);
  }

  private void rehearse() {
    rehearsal.beforeCheckpoint(Core.getGlobalContext());
  }
}
