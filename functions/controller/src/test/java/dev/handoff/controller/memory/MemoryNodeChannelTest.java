package dev.handoff.controller.memory;

import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.NodeChannelContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.Optional;

class MemoryNodeChannelTest extends NodeChannelContract {

  private final MemoryNodeChannel channel = new MemoryNodeChannel();
  private int names;

  @Override
  protected NodeChannel channel() {
    return channel;
  }

  @Override
  protected ClusterSpec freshSpec(int nodes) {
    return Samples.spec("c" + names++, nodes);
  }

  @Override
  protected void beat(ClusterSpec spec, NodeSpec node, Beat beat) {
    channel.beat(beat);
  }

  @Override
  protected void poisonBeat(ClusterSpec spec, NodeSpec node, String text) {
    channel.poisonBeat(spec, node, text);
  }

  @Override
  protected void poisonOrders(ClusterSpec spec, NodeSpec node, String text) {
    channel.poisonOrders(spec, node, text);
  }

  @Override
  protected Optional<Plan> plan(ClusterSpec spec, NodeSpec node) {
    return channel.plan(spec, node);
  }

  @Override
  protected Optional<Orders> orders(ClusterSpec spec, NodeSpec node) {
    return channel.orders(spec, node);
  }
}
