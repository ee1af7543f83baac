package dev.handoff.console.lab;

import dev.handoff.console.lab.node.LabPlans;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.Map;

/** Fits plans to the lab on their way to the nodes; the controller does not notice. */
final class LabChannel implements NodeChannel {

  private final NodeChannel channel;
  private final LabPlans plans;

  LabChannel(NodeChannel channel, LabPlans plans) {
    this.channel = channel;
    this.plans = plans;
  }

  @Override
  public Map<String, NodeReading> read(ClusterSpec spec) {
    return channel.read(spec);
  }

  @Override
  public Sent send(ClusterSpec spec, NodeSpec node, Orders orders) {
    return channel.send(spec, node, orders);
  }

  @Override
  public Sent publish(ClusterSpec spec, NodeSpec node, Plan plan) {
    return channel.publish(spec, node, plans.fitted(plan));
  }

  @Override
  public String key(ClusterSpec spec, NodeSpec node) {
    return channel.key(spec, node);
  }

  @Override
  public Sent forget(ClusterSpec spec, NodeSpec node) {
    return channel.forget(spec, node);
  }
}
