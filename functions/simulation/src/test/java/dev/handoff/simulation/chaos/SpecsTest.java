package dev.handoff.simulation.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecChecks;
import dev.handoff.simulation.fault.Provider;
import dev.handoff.simulation.world.Dice;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpecsTest {

  private static final int SEEDS = 2_000;

  @ParameterizedTest
  @EnumSource
  void drawsOnlySpecsThatTheControllerTakes(Provider provider) {
    for (long seed = 0; seed < SEEDS; seed++) {
      ClusterSpec spec = Specs.draw("cluster1", provider, new Dice(seed));
      assertEquals(List.of(), SpecChecks.problems(spec), "seed " + seed + ": " + spec);
    }
  }
}
