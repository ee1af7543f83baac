package dev.handoff.console.lab.cloud;

import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.FenceContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.Optional;

final class EmbeddedFenceTest extends FenceContract {

  private final ClusterSpec spec = Samples.spec("web", 2);
  private boolean off;

  private final EmbeddedFence fence =
      new EmbeddedFence(
          node -> node.equals("n1") ? Optional.of(() -> off = true) : Optional.empty());

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
    return !off;
  }
}
