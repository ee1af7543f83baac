package dev.handoff.simulation.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.handoff.simulation.promise.History;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final int SEEDS = 6;

  private final Chaos chaos = new Chaos(Set.of(), 1);

  @Test
  void theSameSeedGivesTheSameHistoryByteForByte() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Result once = chaos.play(Scenes.draw(seed), true);
      Result again = chaos.play(Scenes.draw(seed), true);

      assertEquals(text(once), text(again), "seed " + seed);
      assertEquals(once.digest(), again.digest(), "seed " + seed);
    }
  }

  @Test
  void recordingATimelineChangesNothing() {
    Result silent = chaos.play(Scenes.draw(1), false);
    Result recorded = chaos.play(Scenes.draw(1), true);

    assertEquals(silent.digest(), recorded.digest());
  }

  @Test
  void worldsPlayedAtTheSameTimeDoNotTouchEachOther() {
    Report alone = new Chaos(Set.of(), 1).run(1, SEEDS, result -> true);
    Report together = new Chaos(Set.of(), 4).run(1, SEEDS, result -> true);

    assertEquals(Summary.lines(alone), Summary.lines(together));
  }

  @Test
  void anotherSeedGivesAnotherHistory() {
    assertNotEquals(
        chaos.play(Scenes.draw(1), false).digest(), chaos.play(Scenes.draw(2), false).digest());
  }

  private static String text(Result result) {
    return result.lines().stream().map(History.Line::toString).collect(Collectors.joining("\n"));
  }
}
