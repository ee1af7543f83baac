package dev.handoff.simulation.promise;

import dev.handoff.controller.record.Assignment;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import java.util.HashSet;
import java.util.Set;

/** Promise 3: whatever is called for was announced in a committed entry before. */
final class CauseBeforeCall implements Promise {

  private record Announced(String group, long epoch, String to) {}

  private final Set<Announced> announced = new HashSet<>();
  private final Set<String> drifted = new HashSet<>();

  @Override
  public String name() {
    return "cause-before-call";
  }

  @Override
  public void see(Fact fact, Truth truth, Verdicts verdicts) {
    switch (fact) {
      case Fact.Committed committed ->
          committed
              .entries()
              .forEach(entry -> {
                switch (entry.happening()) {
                  case Happening.HandoverBegun begun when begun.to() != null ->
                      announced.add(new Announced(begun.group(), begun.epoch(), begun.to()));
                  case Happening.DriftFound drift -> drifted.add(drift.group());
                  default -> {}
                }
              });
      case Fact.Asked asked -> check(asked, verdicts);
      default -> {}
    }
  }

  private void check(Fact.Asked asked, Verdicts verdicts) {
    ClusterRecord record = asked.view().record();
    if (record == null) {
      return; // Promise 5 tells.
    }
    Assignment group = record.group(asked.group());
    if (!announced.contains(new Announced(asked.group(), group.epoch(), asked.node()))) {
      verdicts.broken(asked.line() + ", epoch " + group.epoch() + ", which no entry announced");
    }
    if (group.phase() instanceof Phase.Moving moving
        && moving.handover().cause() instanceof Cause.Drift
        && !drifted.contains(asked.group())) {
      verdicts.broken(asked.line() + " because of a drift that no entry tells of");
    }
  }
}
