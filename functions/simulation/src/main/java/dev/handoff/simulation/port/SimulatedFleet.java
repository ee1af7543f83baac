package dev.handoff.simulation.port;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Fleet;
import dev.handoff.simulation.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What clusters lose at once, as a function sees it. */
final class SimulatedFleet implements Fleet {

  private final Invocation function;

  SimulatedFleet(Invocation function) {
    this.function = function;
  }

  @Override
  public Losses noteLoss(String cluster, Instant now, Duration window) {
    SimulatedStore.enter(function, "note-loss");
    if (function.strikes(FaultKind.FLEET_DOWN)) {
      throw new CloudUnavailable(
          "simulated: the store does not answer", new IllegalStateException());
    }
    Map<String, Instant> losses = function.cloud().losses();
    losses.put(cluster, now);
    Instant since = now.minus(window);
    int losing = (int) losses.values().stream().filter(since::isBefore).count();
    int clusters = function.cloud().records().clusters().size();
    SimulatedStore.leave(function, "note-loss");
    return new Losses(losing, clusters);
  }
}
