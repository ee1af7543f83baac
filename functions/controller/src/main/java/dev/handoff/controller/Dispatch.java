package dev.handoff.controller;

import dev.handoff.controller.decision.NodeOrders;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.port.NodeChannel.Sent;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Tells each node what the record wants of it, if it has not been told so already. */
final class Dispatch {

  private final NodeChannel channel;
  private final List<String> troubles;

  /** What this evaluation has sent; the readings of a round may be older than that. */
  private final Map<String, Orders> sent = new HashMap<>();

  /** The version of the plan that was published last, by node. */
  private final Map<String, String> published = new HashMap<>();

  private final PlanBook plans;

  Dispatch(NodeChannel channel, PlanBook plans, List<String> troubles) {
    this.channel = channel;
    this.plans = plans;
    this.troubles = troubles;
  }

  /**
   * Tells the nodes.
   *
   * @param version of the record, the revision of the orders
   * @param newest asks whether this version is still the newest
   */
  void send(
      ClusterRecord present,
      long version,
      Map<String, NodeReading> readings,
      BooleanSupplier newest) {
    ClusterRecord record = asNodesSeeIt(present);
    for (NodeSpec node : record.spec().nodes()) {
      if (readings.get(node.name()) instanceof NodeReading.Heard heard) {
        String boot = heard.beat().boot();
        ClusterSpec seen = NodeOrders.seenBy(record, node.name(), boot);
        Plan plan = plans.plan(seen, node, peer -> channel.key(seen, peer));
        Orders wanted = NodeOrders.of(record, version, node.name(), boot, plan.version());
        Orders told = sent.getOrDefault(node.name(), heard.orders());
        if (!heard.beat().planVersion().equals(plan.version())) {
          // Also when it was published before: a late write of a dead function may have undone it.
          publish(record, node, plan);
        }
        if (told == null || (told.revision() < version && !told.sameAs(wanted))) {
          tell(record, node, wanted);
        } else if (!told.sameAs(wanted) && newest.getAsBoolean()) {
          // Either somebody else was faster, or the record was restored from a backup. It is the
          // newest, so it was restored, and its version counts for less than it should.
          tell(record, node, wanted.revised(told.revision() + 1));
        }
      }
    }
  }

  /**
   * In maintenance nodes are told that no group is managed: an operator who stops a service by hand
   * must not find it started again.
   */
  private static ClusterRecord asNodesSeeIt(ClusterRecord record) {
    return record.maintenance() ? record.withSpec(record.spec().unmanaged()) : record;
  }

  private void publish(ClusterRecord record, NodeSpec node, Plan plan) {
    if (!plan.version().equals(published.get(node.name()))
        && done(node, channel.publish(record.spec(), node, plan))) {
      published.put(node.name(), plan.version());
    }
  }

  private void tell(ClusterRecord record, NodeSpec node, Orders wanted) {
    if (done(node, channel.send(record.spec(), node, wanted))) {
      sent.put(node.name(), wanted);
    }
  }

  private boolean done(NodeSpec node, Sent result) {
    return switch (result) {
      case Sent.Done _ -> true;
      case Sent.Superseded _ -> false;
      case Sent.Failed failed -> {
        troubles.add("orders of " + node.name() + ": " + failed.detail());
        yield false;
      }
    };
  }
}
