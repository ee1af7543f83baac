package dev.handoff.simulation.promise;

import java.util.List;

/** All promises that are checked at every fact. */
public final class Promises {

  private Promises() {}

  /** New checkers, for one cluster. */
  public static List<Promise> all() {
    return List.of(
        new OneOwnerPerEpoch(),
        new OnlyToTheFit(),
        new CauseBeforeCall(),
        new NeverTwice(),
        new StillWhenBlind(),
        new NoAlertLost(),
        new NoMoveWithoutReason());
  }
}
