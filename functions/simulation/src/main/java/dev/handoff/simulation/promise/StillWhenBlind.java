package dev.handoff.simulation.promise;

import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.Map;

/** Promise 5: no call while nothing can be known, and none while the committed record holds. */
final class StillWhenBlind implements Promise {

  @Override
  public String name() {
    return "still-when-blind";
  }

  @Override
  public void see(Fact fact, Truth truth, Verdicts verdicts) {
    if (!(fact instanceof Fact.Asked asked)) {
      return;
    }
    ClusterRecord record = asked.view().record();
    if (record == null) {
      verdicts.broken(asked.line() + ", but the record could not be read");
      return;
    }
    Map<String, NodeReading> readings = asked.view().readings();
    if (readings.values().stream().noneMatch(NodeReading.Heard.class::isInstance)) {
      verdicts.broken(asked.line() + ", but no node could be read");
    }
    if (record.hold() != null) {
      verdicts.broken(asked.line() + ", but the cluster is held: " + record.hold().inWords());
    }
    if (allKnownToBeSilent(asked, truth, record)) {
      verdicts.broken(asked.line() + ", but all nodes were known to be silent");
    }
  }

  private static boolean allKnownToBeSilent(Fact.Asked asked, Truth truth, ClusterRecord record) {
    long patience = record.spec().beat().timeout().plus(Duration.ofSeconds(5)).toNanos();
    for (NodeSpec node : record.spec().nodes()) {
      long since = truth.knownSince(node.name());
      if (since == Long.MAX_VALUE
          || asked.view().begun() - since <= patience
          || truth.clocksWereWrongSince(since)) {
        return false;
      }
    }
    return record.freshSince() == null;
  }
}
