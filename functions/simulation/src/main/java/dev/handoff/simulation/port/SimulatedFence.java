package dev.handoff.simulation.port;

import dev.handoff.controller.port.Fence;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.simulation.fault.FaultKind;
import java.time.Duration;

/** The power switch as a function sees it: off is what the cloud confirms, later. */
final class SimulatedFence implements Fence {

  private static final long QUICK = Duration.ofMillis(40).toNanos();
  private static final long USUAL = Duration.ofMillis(400).toNanos();

  private final Invocation function;

  SimulatedFence(Invocation function) {
    this.function = function;
  }

  @Override
  public Fenced powerOff(NodeSpec node) {
    function.enter("power-off", QUICK, USUAL);
    if (node.instance() == null) {
      return new Fenced.Refused("node " + node.name() + " has no instance");
    }
    if (function.strikes(FaultKind.FENCE_FAILS)) {
      return function.dice().chance(0.5)
          ? new Fenced.Refused("simulated: not permitted")
          : new Fenced.NotYet("simulated: no reply");
    }
    function.cloud().power().off(function.cluster(), node.name());
    boolean off = function.cloud().power().isOff(function.cluster(), node.name());
    function.leave("power-off", QUICK, USUAL);
    return off ? new Fenced.Off() : new Fenced.NotYet("it is stopping");
  }
}
