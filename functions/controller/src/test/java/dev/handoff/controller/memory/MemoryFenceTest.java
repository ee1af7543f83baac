package dev.handoff.controller.memory;

import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.FenceContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;

class MemoryFenceTest extends FenceContract {

  private final ClusterSpec spec = Samples.spec("web", 2);
  private final MemoryFence fence = new MemoryFence();

  MemoryFenceTest() {
    fence.slow("n1", 3);
    fence.refuse("n2", "instance not found or not permitted");
  }

  @Override
  protected Fence fence() {
    return fence;
  }

  @Override
  protected NodeSpec running() {
    return Samples.node(spec, "n1");
  }

  @Override
  protected NodeSpec unknown() {
    return Samples.node(spec, "n2");
  }

  @Override
  protected boolean runs(NodeSpec node) {
    return !fence.isOff(node.name());
  }
}
