package dev.handoff.simulation.promise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.simulation.chaos.Scenes;
import dev.handoff.simulation.fault.Fault;
import dev.handoff.simulation.fault.FaultKind;
import dev.handoff.simulation.world.Agenda;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the checkers of a cluster learn of what befalls another one. */
class HistoryTest {

  private static final long CROWD = 5754;

  private final List<ClusterSpec> specs = Scenes.draw(CROWD).specs().subList(0, 3);
  private final List<Witness> witnesses = new ArrayList<>();
  private final History history = new History(new Agenda(), true, this::checkers);

  @Test
  void aFaultOfAllClustersIsShownToTheCheckersOfEach() {
    begin();

    history.tell(new Fact.FaultBegan("cluster2", fault(FaultKind.FUNCTION_KILLED), "they die"));

    assertEquals(List.of(1, 1, 1), seen());
    assertEquals(1, history.lines().size());
    assertEquals(1, history.tally().faults().get(FaultKind.FUNCTION_KILLED));
  }

  @Test
  void aFaultOfOneNodeIsShownToTheCheckersOfItsClusterOnly() {
    begin();

    history.tell(new Fact.FaultBegan("cluster2", fault(FaultKind.NODE_CRASH), "it dies"));

    assertEquals(List.of(0, 1, 0), seen());
  }

  @Test
  void aFaultOfOneRecordIsShownToTheCheckersOfItsClusterOnly() {
    begin();

    history.tell(new Fact.FaultBegan("cluster2", fault(FaultKind.RESTORE), "it goes back"));
    history.tell(new Fact.FaultBegan("cluster2", fault(FaultKind.ADDRESS_STRAYS), "it strays"));

    assertEquals(List.of(0, 2, 0), seen());
  }

  @Test
  void somethingIsOwedAsLongAsOneCheckerWaitsForIt() {
    begin();
    assertFalse(history.owes());

    witnesses.getLast().waits = true;

    assertTrue(history.owes());
  }

  private void begin() {
    specs.forEach(spec -> history.add(new Truth(spec)));
  }

  private List<Promise> checkers() {
    Witness witness = new Witness();
    witnesses.add(witness);
    return List.of(witness);
  }

  /** How many facts each cluster's checker has seen. */
  private List<Integer> seen() {
    return witnesses.stream().map(witness -> witness.facts.size()).toList();
  }

  private static Fault fault(FaultKind kind) {
    return new Fault(kind, 0, 1, 1, 0, 1, 0);
  }

  private static final class Witness implements Promise {
    private final List<Fact> facts = new ArrayList<>();
    private boolean waits;

    @Override
    public boolean owes() {
      return waits;
    }

    @Override
    public String name() {
      return "witness";
    }

    @Override
    public void see(Fact fact, Truth truth, Verdicts verdicts) {
      facts.add(fact);
    }
  }
}
