package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Fencing;
import dev.handoff.events.spec.Isolation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state that a few events can lead a two-node cluster to keeps the promises, and heals. The
 * whole list of troubles to a small depth; {@code -Dhandoff.depth=4} goes further.
 */
class ExplorationTest {

  private static final int DEPTH = Integer.getInteger("handoff.depth", 2);

  /** Clusters that take different ways through a handover. */
  @SuppressWarnings("ImmutableEnumChecker") // a spec is immutable; it is not annotated so
  enum Cluster {
    PATIENT(Specs.twoNodes().spec()),
    OVERLAPPING(Specs.twoNodes().overlapping().spec()),
    ISOLATING(
        Specs.twoNodes()
            .isolation(new Isolation(Duration.ofSeconds(2), Isolation.Action.STOP))
            .spec()),
    FENCING(Specs.twoNodes().fence(Fencing.STOP).spec());

    private final ClusterSpec spec;

    Cluster(ClusterSpec spec) {
      this.spec = spec;
    }
  }

  /** At a depth of two the ways through a handover do not part yet where nothing is powered off. */
  static Stream<Cluster> clusters() {
    return DEPTH > 2 ? Stream.of(Cluster.values()) : Stream.of(Cluster.PATIENT, Cluster.FENCING);
  }

  @ParameterizedTest
  @MethodSource("clusters")
  void everyStateWithinReachKeepsThePromisesAndHeals(Cluster cluster) {
    Explorer explorer = new Explorer(cluster.spec, List.of(Trouble.values()));

    explorer.explore(DEPTH);

    System.out.printf(
        "%s: %d states within %d troubles, %d steps%n",
        cluster, explorer.states(), DEPTH, explorer.steps());
    assertTrue(explorer.states() > Trouble.values().length, "hardly anything happens");
  }
}
