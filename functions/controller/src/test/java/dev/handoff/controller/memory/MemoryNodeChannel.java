package dev.handoff.controller.memory;

import dev.handoff.controller.port.NodeChannel;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Beats, orders and plans as JSON text by node; {@link #beat} is what a beacon would publish. */
public final class MemoryNodeChannel implements NodeChannel {

  private final Map<String, String> beats = new HashMap<>();
  private final Map<String, String> orders = new HashMap<>();
  private final Map<String, Long> revisions = new HashMap<>();
  private final Map<String, String> plans = new HashMap<>();
  private final Set<String> throttled = new HashSet<>();
  private final Set<String> deaf = new HashSet<>();
  private @Nullable String outage;

  @Override
  public synchronized Map<String, NodeReading> read(ClusterSpec spec) {
    Map<String, NodeReading> readings = new LinkedHashMap<>();
    spec.nodes().forEach(node -> readings.put(node.name(), read(spec, node)));
    return readings;
  }

  private NodeReading read(ClusterSpec spec, NodeSpec node) {
    if (outage != null) {
      return new NodeReading.Unreadable(outage);
    }
    if (throttled.contains(node.name())) {
      return new NodeReading.Unreadable("scripted: throttled");
    }
    String key = key(spec, node);
    String beatText = beats.get(key);
    if (beatText == null) {
      return new NodeReading.NotHeard();
    }
    return NodeReading.of(spec, node, beatText, orders.get(key));
  }

  @Override
  public synchronized Sent send(ClusterSpec spec, NodeSpec node, Orders wanted) {
    String key = key(spec, node);
    if (refuses(node)) {
      return new Sent.Failed("scripted: no way to " + key);
    }
    String text = Json.write(wanted);
    if (revisions.getOrDefault(key, Long.MIN_VALUE) >= wanted.revision()) {
      return text.equals(orders.get(key)) ? new Sent.Done() : new Sent.Superseded();
    }
    orders.put(key, text);
    revisions.put(key, wanted.revision());
    return new Sent.Done();
  }

  @Override
  public synchronized Sent publish(ClusterSpec spec, NodeSpec node, Plan plan) {
    if (refuses(node)) {
      return new Sent.Failed("scripted: no way to " + key(spec, node));
    }
    plans.put(key(spec, node), Json.write(plan));
    return new Sent.Done();
  }

  @Override
  public String key(ClusterSpec spec, NodeSpec node) {
    return spec.cluster() + "/" + node.name();
  }

  @Override
  public synchronized Sent forget(ClusterSpec spec, NodeSpec node) {
    String key = key(spec, node);
    if (refuses(node)) {
      return new Sent.Failed("scripted: no way to " + key);
    }
    beats.remove(key);
    orders.remove(key);
    revisions.remove(key);
    plans.remove(key);
    return new Sent.Done();
  }

  private boolean refuses(NodeSpec node) {
    return outage != null || deaf.contains(node.name());
  }

  /** Publishes a beat, as the beacon of the node that it names would. */
  public synchronized void beat(Beat beat) {
    beats.put(beat.cluster() + "/" + beat.node(), Json.write(beat));
  }

  /** Puts any text in place of a node's beat. */
  public synchronized void poisonBeat(ClusterSpec spec, NodeSpec node, String text) {
    beats.put(key(spec, node), text);
  }

  /** Puts any text in place of a node's orders. */
  public synchronized void poisonOrders(ClusterSpec spec, NodeSpec node, String text) {
    orders.put(key(spec, node), text);
  }

  /** From now on nothing is answered, with this reason; null: everything is again. */
  public synchronized void outage(@Nullable String reason) {
    outage = reason;
  }

  /** Whether the node of this name is left out of every answer. */
  public synchronized void throttled(String node, boolean on) {
    if (on) {
      throttled.add(node);
    } else {
      throttled.remove(node);
    }
  }

  /** Whether writes for the node of this name fail. */
  public synchronized void deaf(String node, boolean on) {
    if (on) {
      deaf.add(node);
    } else {
      deaf.remove(node);
    }
  }

  /** What the node has been told, as its beacon would read it. */
  public synchronized Optional<Orders> orders(ClusterSpec spec, NodeSpec node) {
    return parsed(orders.get(key(spec, node)), Orders.class);
  }

  /** The node's plan, as its beacon would fetch it. */
  public synchronized Optional<Plan> plan(ClusterSpec spec, NodeSpec node) {
    return parsed(plans.get(key(spec, node)), Plan.class);
  }

  private static <T> Optional<T> parsed(@Nullable String text, Class<T> type) {
    try {
      return text == null ? Optional.empty() : Optional.of(Json.read(text, type));
    } catch (MalformedEvent e) {
      throw new IllegalStateException(e);
    }
  }
}
