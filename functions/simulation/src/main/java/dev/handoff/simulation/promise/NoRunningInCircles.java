package dev.handoff.simulation.promise;

import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import java.util.HashMap;
import java.util.Map;

/** Promise 10: an evaluation does not decide the same thing again and again. */
final class NoRunningInCircles implements Promise {

  /** The world may undo what was done while an evaluation still looks on, but not this often. */
  private static final int OFTEN = 4;

  private long function;
  private final Map<Happening, Integer> told = new HashMap<>();

  @Override
  public String name() {
    return "no-running-in-circles";
  }

  @Override
  public void see(Fact fact, Truth truth, Verdicts verdicts) {
    // Who restores a backup decides nothing of what it tells.
    if (!(fact instanceof Fact.Committed committed) || committed.function() == 0) {
      return;
    }
    if (committed.function() != function) {
      told.clear();
      function = committed.function();
    }
    for (JournalEntry entry : committed.entries()) {
      if (told.merge(entry.happening(), 1, Integer::sum) == OFTEN) {
        verdicts.broken(
            "function %d decided %d times: %s".formatted(function, OFTEN, entry.happening()));
      }
    }
  }
}
