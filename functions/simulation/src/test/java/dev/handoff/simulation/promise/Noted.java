package dev.handoff.simulation.promise;

import java.util.List;

/** Notes what a checker finds broken, at the beginning of the world. */
record Noted(List<String> broken) implements Promise.Verdicts {

  @Override
  public long now() {
    return 0;
  }

  @Override
  public void broken(String words) {
    broken.add(words);
  }
}
