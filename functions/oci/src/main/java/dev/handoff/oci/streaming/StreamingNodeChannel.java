package dev.handoff.oci.streaming;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.Parallel;
import dev.handoff.dispatch.Parallel.Both;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.Calls;
import dev.handoff.oci.OciClients;
import dev.handoff.oci.objectstorage.Bucket.Stored;
import dev.handoff.oci.objectstorage.NodeObjects;
import dev.handoff.oci.objectstorage.NodeObjects.Kind;
import dev.handoff.oci.objectstorage.NodeObjects.ObjectKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Beats by a stream for each node, orders and plans by objects. A policy lets a node write to its
 * own stream and read its own objects, and nothing else: see docs/decisions/0013.
 */
public final class StreamingNodeChannel implements NodeChannel {

  /** So often may others write the same orders at the same time; each of them raises them. */
  private static final int MOST_RACES = 32;

  private final Streams streams;
  private final NewestBeats beats;
  private final NodeObjects objects;

  /** Makes a channel; {@code time} tells how far back "a minute ago" is, and when cursors end. */
  public StreamingNodeChannel(OciClients clients, Calls calls, NodeObjects objects, Time time) {
    this.streams = new Streams(clients, calls);
    this.beats = new NewestBeats(streams, objects, time);
    this.objects = objects;
  }

  @Override
  public Map<String, NodeReading> read(ClusterSpec spec) {
    List<NodeReading> read = Parallel.map(spec.nodes(), node -> read(spec, node));
    Map<String, NodeReading> readings = new LinkedHashMap<>();
    for (int i = 0; i < read.size(); i++) {
      readings.put(spec.nodes().get(i).name(), read.get(i));
    }
    return readings;
  }

  private NodeReading read(ClusterSpec spec, NodeSpec node) {
    try {
      Both<Optional<Stored>, Optional<Message>> both =
          Parallel.both(
              () -> objects.get(key(spec, node, Kind.ORDERS)),
              () -> beats.read(spec.cluster(), node.name()));
      return both.second()
          .map(message ->
              NodeReading.of(
                  spec, node, message.text(), both.first().map(Stored::text).orElse(null)))
          .orElseGet(NodeReading.NotHeard::new);
    } catch (CloudUnavailable e) {
      return new NodeReading.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A compare-and-swap on what was last seen there. A refusal shows what lies there by now:
   * these very orders after a reply that was lost, newer ones, or older ones that lost their race.
   */
  @Override
  public Sent send(ClusterSpec spec, NodeSpec node, Orders wanted) {
    ObjectKey key = key(spec, node, Kind.ORDERS);
    String json = Json.write(wanted);
    try {
      Optional<Stored> there =
          objects
              .lastSeen(key)
              .filter(seen -> revision(seen) < wanted.revision())
              .or(() -> objects.get(key));
      for (int race = 0; race < MOST_RACES; race++) {
        if (there.isPresent() && revision(there.get()) >= wanted.revision()) {
          return json.equals(there.get().text()) ? new Sent.Done() : new Sent.Superseded();
        }
        if (objects.replace(key, there, json)) {
          return new Sent.Done();
        }
        there = objects.get(key);
      }
      return new Sent.Failed(
          "orders for node %s: others wrote theirs %d times meanwhile"
              .formatted(node.name(), MOST_RACES));
    } catch (CloudUnavailable e) {
      return new Sent.Failed("orders for node " + node.name() + ": " + e.getMessage());
    }
  }

  /** What is no orders is older than all that are. */
  private static long revision(Stored stored) {
    try {
      return Json.read(stored.text(), Orders.class).revision();
    } catch (MalformedEvent e) {
      return Long.MIN_VALUE;
    }
  }

  @Override
  public Sent publish(ClusterSpec spec, NodeSpec node, Plan plan) {
    String json = Json.write(plan);
    if (json.length() > Json.MAX_CHARS) {
      return new Sent.Failed(
          "the plan of node %s has %d characters; no more than %d can be read"
              .formatted(node.name(), json.length(), Json.MAX_CHARS));
    }
    try {
      objects.put(key(spec, node, Kind.PLAN), json);
      return new Sent.Done();
    } catch (CloudUnavailable e) {
      return new Sent.Failed("the plan of node " + node.name() + ": " + e.getMessage());
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The OCID of the node's stream. While that cannot be found it is the stream's name, under
   * which nobody hears the node: its watchers say that they cannot read it, and get another plan
   * when it can be found.
   */
  @Override
  public String key(ClusterSpec spec, NodeSpec node) {
    String name = streams.name(spec.cluster(), node.name());
    try {
      return streams.find(name).map(Partition::stream).orElse(name);
    } catch (CloudUnavailable e) {
      return name;
    }
  }

  @Override
  public Sent forget(ClusterSpec spec, NodeSpec node) {
    try {
      beats.forget(spec.cluster(), node.name());
      objects.delete(key(spec, node, Kind.ORDERS));
      objects.delete(key(spec, node, Kind.PLAN));
      return new Sent.Done();
    } catch (CloudUnavailable e) {
      return new Sent.Failed("forgetting node " + node.name() + ": " + e.getMessage());
    }
  }

  private static ObjectKey key(ClusterSpec spec, NodeSpec node, Kind kind) {
    return new ObjectKey(spec.cluster(), node.name(), kind);
  }
}
