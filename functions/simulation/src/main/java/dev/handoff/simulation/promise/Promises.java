package dev.handoff.simulation.promise;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The promises of docs/promises.md, by the names of their checkers. */
public final class Promises {

  /** Kept if no function and no beacon throws what nobody expects. */
  public static final String NOTHING_CRASHES = "nothing-crashes";

  /** Kept if, faults over, every group that has an eligible node is active within the bound. */
  public static final String ACTIVE_IN_TIME = "active-in-time";

  private Promises() {}

  /** New checkers of what is looked at with every fact, for one cluster. */
  public static List<Promise> all() {
    return List.of(
        new OneOwnerPerEpoch(),
        new OnlyToTheFit(),
        new CauseBeforeCall(),
        new NeverTwice(),
        new StillWhenBlind(),
        new NoAlertLost(),
        new NoMoveWithoutReason(),
        new NoRunningInCircles());
  }

  /** The names of all checkers. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(Set.of(NOTHING_CRASHES, ACTIVE_IN_TIME));
    all().forEach(promise -> names.add(promise.name()));
    return names;
  }
}
