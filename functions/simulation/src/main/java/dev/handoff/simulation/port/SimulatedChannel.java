package dev.handoff.simulation.port;

import dev.handoff.controller.port.NodeChannel;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.simulation.fault.FaultKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The table of nodes, or their streams, as a function sees it: reads are strongly consistent key by
 * key, and a throttled table, or a cursor that expires, leaves nodes out. Orders are replaced on
 * condition of their revision, plans are not: a late write may undo a newer one.
 */
final class SimulatedChannel implements NodeChannel {

  private final Invocation function;

  SimulatedChannel(Invocation function) {
    this.function = function;
  }

  @Override
  public Map<String, NodeReading> read(ClusterSpec spec) {
    SimulatedStore.enter(function, "read-beats");
    boolean down = function.strikes(FaultKind.STORE_DOWN);
    Map<String, NodeReading> readings = new LinkedHashMap<>();
    for (NodeSpec node : spec.nodes()) {
      boolean left =
          down
              || function.strikes(FaultKind.STORE_THROTTLES)
              || function.strikes(FaultKind.CURSORS_EXPIRE);
      readings.put(
          node.name(),
          left
              ? new NodeReading.Unreadable("simulated: the store does not answer")
              : mailbox(spec, node).reading(spec, node.name()));
    }
    function.knows(readings);
    SimulatedStore.leave(function, "read-beats");
    return readings;
  }

  @Override
  public Sent send(ClusterSpec spec, NodeSpec node, Orders orders) {
    SimulatedStore.enter(function, "send");
    Mailbox mailbox = mailbox(spec, node);
    if (function.strikes(FaultKind.STORE_DOWN)) {
      return new Sent.Failed("simulated: the table does not answer");
    }
    if (function.strikes(FaultKind.STORE_LOSES_REPLIES)) {
      return lost(() -> mailbox.order(orders));
    }
    boolean done = mailbox.order(orders);
    SimulatedStore.leave(function, "send");
    boolean again = !done && orders.equals(mailbox.orders());
    return done || again ? new Sent.Done() : new Sent.Superseded();
  }

  @Override
  public Sent publish(ClusterSpec spec, NodeSpec node, Plan plan) {
    SimulatedStore.enter(function, "publish");
    Mailbox mailbox = mailbox(spec, node);
    if (function.strikes(FaultKind.STORE_DOWN)) {
      return new Sent.Failed("simulated: the table does not answer");
    }
    if (function.strikes(FaultKind.STORE_LOSES_REPLIES)) {
      return lost(() -> mailbox.plan(plan));
    }
    mailbox.plan(plan);
    SimulatedStore.leave(function, "publish");
    return new Sent.Done();
  }

  private Sent lost(Runnable what) {
    switch (function.dice().below(3)) {
      case 0 -> what.run();
      case 1 -> function.later(Duration.ofMillis(5), Duration.ofSeconds(8), what);
      default -> {}
    }
    SimulatedStore.leave(function, "reply");
    return new Sent.Failed("simulated: no reply");
  }

  @Override
  public String key(ClusterSpec spec, NodeSpec node) {
    return Cloud.key(spec, node);
  }

  @Override
  public Sent forget(ClusterSpec spec, NodeSpec node) {
    SimulatedStore.enter(function, "forget");
    if (function.strikes(FaultKind.STORE_DOWN)) {
      return new Sent.Failed("simulated: the table does not answer");
    }
    mailbox(spec, node).forget();
    SimulatedStore.leave(function, "forget");
    return new Sent.Done();
  }

  private Mailbox mailbox(ClusterSpec spec, NodeSpec node) {
    return function.cloud().mailbox(key(spec, node));
  }
}
