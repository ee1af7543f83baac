package dev.handoff.controller.memory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Fleet;
import dev.handoff.controller.port.Fleet.Losses;
import dev.handoff.controller.port.FleetContract;
import org.junit.jupiter.api.Test;

class MemoryFleetTest extends FleetContract {

  @Override
  protected Fleet threeClusters() {
    return new MemoryFleet(() -> 3);
  }

  @Test
  void aFewLossesAreWhatTheyLookLike() {
    assertFalse(new Losses(3, 3).areOurFault());
    assertFalse(new Losses(100, 300).areOurFault());
  }

  @Test
  void lossesInMoreThanAThirdOfAllClustersAreRatherOurFault() {
    assertTrue(new Losses(4, 11).areOurFault());
    assertTrue(new Losses(101, 300).areOurFault());
  }
}
