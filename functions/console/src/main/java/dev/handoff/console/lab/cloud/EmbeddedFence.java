package dev.handoff.console.lab.cloud;

import dev.handoff.controller.port.Fence;
import dev.handoff.events.spec.NodeSpec;
import java.util.Optional;
import java.util.function.Function;

/** Powers the lab's machines off. */
public final class EmbeddedFence implements Fence {

  private final Function<String, Optional<Machine>> machines;

  /** What a node of the lab runs on. */
  public interface Machine {
    /** Ends everything that runs there, at once. */
    void powerOff();
  }

  /**
   * Fences machines.
   *
   * @param machines finds a machine by the name of its node
   */
  public EmbeddedFence(Function<String, Optional<Machine>> machines) {
    this.machines = machines;
  }

  @Override
  public Fenced powerOff(NodeSpec node) {
    Optional<Machine> machine = machines.apply(node.name());
    machine.ifPresent(Machine::powerOff);
    return machine.isPresent()
        ? new Fenced.Off()
        : new Fenced.Refused("the lab runs no machine for " + node.name());
  }
}
