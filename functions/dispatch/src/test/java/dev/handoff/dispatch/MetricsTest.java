package dev.handoff.dispatch;

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
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.ClusterStore.Commit;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.NodeRecord.Presence;
import dev.handoff.dispatch.Figures.Move;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening.OwnerChanged;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an invocation tells in numbers. */
class MetricsTest {

  private static final Duration DETECT = Duration.ofMillis(2_010);
  private static final Duration MOVE = Duration.ofMillis(18);

  private final MemoryClusterStore store = new MemoryClusterStore();
  private final MemoryJournal journal = new MemoryJournal();
  private final VirtualTime time = new VirtualTime(Samples.NOON);
  private final EventLog log = new EventLog(_ -> {}, "request-1");
  private final List<Figures> told = new ArrayList<>();
  private final Ports ports =
      new Ports(
          store,
          new MemoryNodeChannel(),
          new MemoryAddresses(),
          journal,
          new MemoryNotifier(),
          new MemoryFence(),
          new MemoryFleet(() -> 2),
          time);
  private final Dispatcher dispatcher = new Dispatcher(ports, _ -> List.of(), told::add);

  @Test
  void eachClusterThatWasEvaluatedIsTold() {
    apply("one");
    apply("two");
    told.clear();

    dispatcher.schedule(log);

    assertEquals(
        List.of(new Figures("one", 1, 0, 0, List.of()), new Figures("two", 1, 0, 0, List.of())),
        told);
  }

  @Test
  void aClusterThatCouldNotBeEvaluatedIsNotTold() {
    store.poison("bad", "no record");

    assertThrows(EvaluationsFailed.class, () -> dispatcher.schedule(log));

    assertEquals(List.of(), told);
  }

  @Test
  void silentNodesAreCounted() {
    apply("one");
    ClusterRecord record = ((Reading.Found) store.read("one")).record();
    long version = ((Reading.Found) store.read("one")).version();
    ClusterRecord silent =
        record.withNodes(Map.of("n1", record.node("n1").present(Presence.SILENT)));
    assertTrue(store.commit("one", version, silent) instanceof Commit.Committed);
    told.clear();

    dispatcher.evaluate(Set.of("one"), Trigger.BEAT, log);

    assertEquals(1, told.getFirst().silentNodes());
  }

  @Test
  void aCommitThatCameTooLateIsAConflict() {
    apply("one");
    Tally tally = new Tally();
    ClusterStore watched = tally.watching(ports).store();
    ClusterRecord record = ((Reading.Found) store.read("one")).record();

    watched.commit("one", 1, record);
    watched.remove("one", 1);
    tally.tell(told::add);

    assertEquals(new Figures("one", 0, 2, 0, List.of()), told.getLast());
  }

  @Test
  void aFailoverIsAMoveWithTheTimeThatItTookToBeNoticed() {
    Tally tally = new Tally();

    tally.watching(ports).journal().append(List.of(moved(1, new Cause.NodeSilent("n1"))));
    tally.tell(told::add);

    assertEquals(List.of(new Figures("one", 0, 0, 0, List.of(new Move(DETECT, MOVE)))), told);
  }

  @Test
  void aMoveThatSomebodyAskedForHadNothingToBeNoticed() {
    Tally tally = new Tally();

    tally.watching(ports).journal().append(List.of(moved(1, new Cause.Operator("move web n2"))));
    tally.tell(told::add);

    assertEquals(List.of(new Move(null, MOVE)), told.getFirst().moves());
  }

  @Test
  void whatIsOnlyBegunIsNoMove() {
    Tally tally = new Tally();

    tally.watching(ports).journal().append(List.of(Samples.entry("one", 3)));
    tally.tell(told::add);

    assertEquals(List.of(), told);
  }

  /** As each minute while the topic refuses its alert. */
  @Test
  void aMoveThatIsAppendedAgainCountsOnce() {
    JournalEntry moved = moved(1, new Cause.NodeSilent("n1"));
    new Tally().watching(ports).journal().append(List.of(moved));
    Tally minuteLater = new Tally();

    minuteLater.watching(ports).journal().append(List.of(moved));
    minuteLater.tell(told::add);

    assertEquals(List.of(), told);
  }

  /** It is appended again, and would count twice. */
  @Test
  void anEntryThatDidNotReachTheJournalDoesNotCount() {
    Tally tally = new Tally();
    journal.outage("scripted");
    Journal watched = tally.watching(ports).journal();

    assertThrows(
        CloudUnavailable.class,
        () -> watched.append(List.of(moved(1, new Cause.NodeSilent("n1")))));
    tally.tell(told::add);

    assertEquals(List.of(), told);
  }

  private static JournalEntry moved(long number, Cause cause) {
    return new JournalEntry(
        "one",
        number,
        Samples.NOON,
        new OwnerChanged(
            "front", "n1", "n2", 3, cause, List.of("eip"), DETECT, MOVE, Duration.ofSeconds(1)));
  }

  private void apply(String cluster) {
    OperatorCommand command = new OperatorCommand.Apply(Samples.spec(cluster, 2));
    dispatcher.operate(new OperatorEvent.Operation(cluster, "ann", command), log);
  }
}
