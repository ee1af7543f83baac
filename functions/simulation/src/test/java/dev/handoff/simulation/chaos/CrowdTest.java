package dev.handoff.simulation.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One of the few worlds that have as many clusters as a company. */
class CrowdTest {

  private static final long SEED = 5754;

  @Test
  void aThousandClustersAtOnceKeepEveryPromise() {
    Scene scene = Scenes.draw(SEED);
    Result result = new Chaos(Set.of(), 1).play(scene, false);

    assertEquals(1_000, scene.specs().size());
    assertEquals(List.of(), result.violations());
  }
}
