package dev.handoff.simulation.promise;

import dev.handoff.events.Happening;
import dev.handoff.simulation.fault.FaultKind;
import java.util.EnumMap;
import java.util.Map;

/** How much of what happened. */
public final class Tally {

  private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
  private long evaluations;
  private long killed;
  private long commits;
  private long calls;
  private long failovers;
  private long alerts;

  void see(Fact fact) {
    switch (fact) {
      case Fact.FaultBegan began -> faults.merge(began.fault().kind(), 1L, Long::sum);
      case Fact.FunctionBegan _ -> evaluations++;
      case Fact.FunctionEnded ended -> killed += ended.strange() ? 1 : 0;
      case Fact.Committed committed -> {
        commits++;
        failovers +=
            committed.entries().stream()
                .filter(e -> e.happening() instanceof Happening.OwnerChanged)
                .count();
      }
      case Fact.Asked _ -> calls++;
      case Fact.Received _ -> alerts++;
      case Fact.FaultEnded _,
          Fact.Healed _,
          Fact.Led _,
          Fact.ServiceChanged _,
          Fact.MachineSaid _,
          Fact.Appended _,
          Fact.Commanded _,
          Fact.Answered _ -> {}
    }
  }

  /** Takes in another one. */
  public void add(Tally other) {
    other.faults.forEach((kind, count) -> faults.merge(kind, count, Long::sum));
    evaluations += other.evaluations;
    killed += other.killed;
    commits += other.commits;
    calls += other.calls;
    failovers += other.failovers;
    alerts += other.alerts;
  }

  public Map<FaultKind, Long> faults() {
    return faults;
  }

  public long evaluations() {
    return evaluations;
  }

  /** Functions that did not come to their end. */
  public long killed() {
    return killed;
  }

  public long commits() {
    return commits;
  }

  /** Calls to move an address. */
  public long calls() {
    return calls;
  }

  /** Handovers that came to their end. */
  public long failovers() {
    return failovers;
  }

  public long alerts() {
    return alerts;
  }
}
