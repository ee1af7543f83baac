package dev.handoff.controller.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.spec.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Configurations whose colocations cannot be followed in bounded time are told apart. */
final class EntanglementTest {

  private final List<Unit> units = new ArrayList<>();
  private final List<Wish> wishes = new ArrayList<>();

  @Test
  void refusesDiamondsUponDiamonds() {
    layersOfTwo(60);
    assertTrue(obstacle().contains("200000 paths"), obstacle());
  }

  @Test
  void refusesDiamondsOfGroups() {
    for (int layer = 0; layer < 60; layer++) {
      for (String side : List.of("a", "b")) {
        group(side + layer);
        if (layer > 0) {
          together(side + layer, "a" + (layer - 1));
          together(side + layer, "b" + (layer - 1));
        }
      }
    }
    assertTrue(obstacle().contains("200000 paths"), obstacle());
  }

  @Test
  void refusesAChainThatIsLongerThanTheStackIsDeep() {
    chain(5_000);
    assertTrue(obstacle().contains("chain of more than 400"), obstacle());
  }

  @Test
  void takesAFewDiamondsAndPlacesThem() {
    layersOfTwo(8);
    assertEquals("none", obstacle());
    assertTrue(Placement.place(problem()).unit("a7").orElseThrow().complete());
  }

  @Test
  void takesCirclesAndChainsOfHundreds() {
    chain(300);
    together("a0", "a299");
    assertEquals("none", obstacle());
    assertTrue(Placement.place(problem()).unit("a299").orElseThrow().complete());
  }

  private void layersOfTwo(int layers) {
    for (int layer = 0; layer < layers; layer++) {
      for (String side : List.of("a", "b")) {
        lone(side + layer);
        if (layer > 0) {
          together(side + layer, "a" + (layer - 1));
          together(side + layer, "b" + (layer - 1));
        }
      }
    }
  }

  private void chain(int length) {
    for (int i = 0; i < length; i++) {
      lone("a" + i);
      if (i > 0) {
        together("a" + i, "a" + (i - 1));
      }
    }
  }

  private void lone(String name) {
    units.add(Unit.lone(member(name)));
  }

  private void group(String name) {
    units.add(Unit.group(name, 0, List.of(member(name + "-1"), member(name + "-2"))));
  }

  private static Member member(String name) {
    return new Member(name, Member.Settings.DEFAULT, Member.Observed.STOPPED);
  }

  private void together(String dependent, String primary) {
    wishes.add(
        new Wish.Colocation(dependent + "-with-" + primary, dependent, primary, Score.of(100)));
  }

  private String obstacle() {
    return Placement.obstacle(problem()).orElse("none");
  }

  private PlacementProblem problem() {
    List<Candidate> nodes =
        List.of(
            new Candidate("node1", Candidate.Availability.ONLINE, Map.of()),
            new Candidate("node2", Candidate.Availability.ONLINE, Map.of()));
    return new PlacementProblem(Instant.EPOCH, Policy.NORMAL, nodes, units, wishes);
  }
}
