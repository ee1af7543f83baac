package dev.handoff.simulation.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.simulation.chaos.Scenes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A group starts anew on a node that is said to have rebooted since boot-1. */
class NoMoveWithoutReasonTest {

  private final ClusterSpec spec = Scenes.draw(1).specs().getFirst();
  private final String group = spec.groups().getFirst().name();
  private final String node = spec.nodes().getFirst().name();
  private final Truth truth = new Truth(spec);
  private final Happening begun =
      new Happening.HandoverBegun(group, null, node, 2, new Cause.NodeRebooted(node));

  @Test
  void aMachineThatHasRebootedIsAReason() {
    truth.node(node).booted("boot-2");

    assertEquals(List.of(), broken());
  }

  @Test
  void itIsOneAlsoWhenABeatOfTheBootBeforeArrivesLast() {
    truth.node(node).booted("boot-2");
    truth.node(node).arrived("boot-1", 9, false, 0);

    assertEquals(List.of(), broken());
  }

  @Test
  void aLateBeatOfTheBootBeforeIsNoReason() {
    truth.node(node).booted("boot-1");
    truth.node(node).arrived("boot-0", 9, false, 0);

    assertEquals(List.of(begun + ", but it has not"), broken());
  }

  /** Then nobody can tell that it is not the last one. */
  @Test
  void theFirstBeatOfABootThatTheNextOneHasOvertakenIsAReason() {
    truth.node(node).booted("boot-1");
    truth.node(node).arrived("boot-1", 9, false, 0);
    truth.node(node).arrived("boot-0", 9, false, 0);

    assertEquals(List.of(), broken("boot-0"));
  }

  @Test
  void aLaterBeatOfItIsNone() {
    truth.node(node).booted("boot-0");
    truth.node(node).arrived("boot-0", 8, false, 0);
    truth.node(node).booted("boot-1");
    truth.node(node).arrived("boot-1", 9, false, 0);
    truth.node(node).arrived("boot-0", 9, false, 0);

    assertEquals(List.of(begun + ", but it has not"), broken("boot-0"));
  }

  private List<String> broken() {
    return broken("boot-1");
  }

  private List<String> broken(String bootNow) {
    Assignment owned =
        new Assignment(1, node, "boot-1", new Phase.Settled(), null, List.of(), null);
    ClusterRecord before =
        new ClusterRecord(
            spec, Map.of(), Map.of(group, owned), List.of(), false, null, null, 1, List.of());
    Assignment anew = new Assignment(2, node, bootNow, owned.phase(), null, List.of(), null);
    ClusterRecord after = before.withGroups(Map.of(group, anew)).telling(Instant.EPOCH, begun);
    List<String> broken = new ArrayList<>();
    new NoMoveWithoutReason()
        .see(new Fact.Committed(spec.cluster(), 2, before, after, 7), truth, new Noted(broken));
    return broken;
  }
}
