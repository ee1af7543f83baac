package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProcessStatTest {

  @Test
  void readsALineWhoseNameContainsSpacesAndParentheses() {
    String line =
        "4242 (a) b (c) S 1 77 77 0 -1 4194560 1 0 0 0 1 2 3 4 20 0 1 0 123456 1 1 1 1 1\n";

    assertEquals(new ProcessStat("a) b (c", 'S', 77, 123456), ProcessStat.parse(line));
  }

  @Test
  void knowsNothingOfAProcessThatIsNotThere() {
    assertTrue(ProcessStat.of(Integer.MAX_VALUE).isEmpty());
  }
}
