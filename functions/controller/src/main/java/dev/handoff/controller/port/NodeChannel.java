package dev.handoff.controller.port;

import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes between the controller and the beacons: beats one way, orders and plans the other. */
public interface NodeChannel {

  /**
   * Reads the newest beat and the present orders of every node, strongly consistently, in one go. A
   * beat that speaks for another node or cluster than the key that it lies under is nonsense.
   *
   * @return one reading for every node of the spec, by name
   */
  Map<String, NodeReading> read(ClusterSpec spec);

  /** Replaces a node's orders, unless orders of the same or a higher revision are there. */
  Sent send(ClusterSpec spec, NodeSpec node, Orders orders);

  /** Replaces a node's plan. Published before the orders that name its version. */
  Sent publish(ClusterSpec spec, NodeSpec node, Plan plan);

  /** The key under which this node's beats are kept, as its watchers need it. */
  String key(ClusterSpec spec, NodeSpec node);

  /** Removes all that is kept of a node. */
  Sent forget(ClusterSpec spec, NodeSpec node);

  /** What was read of a node. */
  sealed interface NodeReading {

    /**
     * What the text is worth that lies where this node's beats do.
     *
     * @param orders the text that lies where its orders do; null: nothing. What is no orders counts
     *     as none, so that the next evaluation writes them anew
     */
    static NodeReading of(ClusterSpec spec, NodeSpec node, String beat, @Nullable String orders) {
      String where = "node " + node.name() + " of cluster " + spec.cluster();
      try {
        Beat read = Json.read(beat, Beat.class);
        if (!read.cluster().equals(spec.cluster()) || !read.node().equals(node.name())) {
          return new Nonsense(
              beat,
              where + ": its beat speaks for " + read.node() + " of " + read.cluster(),
              orders(orders));
        }
        return new Heard(read, orders(orders));
      } catch (MalformedEvent e) {
        return new Nonsense(beat, where + ": " + e.getMessage(), orders(orders));
      }
    }

    private static @Nullable Orders orders(@Nullable String json) {
      try {
        return json == null ? null : Json.read(json, Orders.class);
      } catch (MalformedEvent e) {
        return null;
      }
    }

    /**
     * The newest beat.
     *
     * @param orders what the node has been told; null when nothing yet, or when what lies there is
     *     no orders
     */
    record Heard(Beat beat, @Nullable Orders orders) implements NodeReading {}

    /** This node has never sent a beat. */
    record NotHeard() implements NodeReading {}

    /**
     * What lies there is no beat of this node.
     *
     * @param text what lies there instead, as it is: only when it stays the same does it say
     *     anything about the node
     * @param detail what is wrong with it
     * @param orders as {@link Heard#orders}; for which boot of the node cannot be told
     * @param late the beat that lies there, if it is one of a boot that another one has followed;
     *     null: it is none
     */
    record Nonsense(String text, String detail, @Nullable Orders orders, @Nullable Beat late)
        implements NodeReading {

      /** What is no beat at all. */
      public Nonsense(String text, String detail, @Nullable Orders orders) {
        this(text, detail, orders, null);
      }
    }

    /** The store did not answer. */
    record Unreadable(String detail) implements NodeReading {}
  }

  /** What sending came to. */
  sealed interface Sent {

    record Done() implements Sent {}

    /** Newer orders are there: a newer evaluation was at work. */
    record Superseded() implements Sent {}

    /** Refused, or not known; to be repeated. */
    record Failed(String detail) implements Sent {}
  }
}
