package dev.handoff.console.lab.cloud;

import dev.handoff.console.lab.cloud.Database.DatabaseFailure;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Beats, orders and plans as rows under the node's key, {@code cluster.node}. What a node may write
 * (its beat) and what the controller writes lie in different tables.
 */
public final class EmbeddedNodeChannel implements NodeChannel {

  private final Database database;

  public EmbeddedNodeChannel(Database database) {
    this.database = database;
  }

  private record Item(String node, @Nullable String beat, @Nullable String orders) {}

  @Override
  public Map<String, NodeReading> read(ClusterSpec spec) {
    Map<String, Item> items = new HashMap<>();
    Map<String, NodeReading> readings = new HashMap<>();
    try {
      for (Item item : items(spec.cluster() + ".")) {
        items.put(item.node, item);
      }
    } catch (DatabaseFailure e) {
      spec.nodes().forEach(n -> readings.put(n.name(), new NodeReading.Unreadable(e.detail())));
      return readings;
    }
    for (NodeSpec node : spec.nodes()) {
      readings.put(node.name(), reading(spec, node, items.get(key(spec, node))));
    }
    return readings;
  }

  /** The name of a cluster holds no dot, so the keys of a cluster are those of its prefix. */
  private List<Item> items(String prefix) {
    return database.query(
        row -> new Item(row.getString(1), row.getString(2), row.getString(3)),
        "select beat.node, beat.body, orders.body from beat"
            + " left join orders on orders.node = beat.node"
            + " where beat.node >= ? and beat.node < ?",
        prefix,
        prefix + Character.MAX_VALUE);
  }

  private static NodeReading reading(ClusterSpec spec, NodeSpec node, @Nullable Item item) {
    if (item == null || item.beat == null) {
      return new NodeReading.NotHeard();
    }
    return NodeReading.of(spec, node, item.beat, item.orders);
  }

  @Override
  public Sent send(ClusterSpec spec, NodeSpec node, Orders orders) {
    String key = key(spec, node);
    String body = Json.write(orders);
    return sent(session ->
        session.insert("insert into orders values (?, ?, ?)", key, orders.revision(), body)
            || session.update(
                    "update orders set revision = ?, body = ? where node = ? and revision < ?",
                    orders.revision(),
                    body,
                    key,
                    orders.revision())
                == 1
            // The very same orders again, by a caller that did not hear that they had arrived.
            || session
                .query(row -> row.getString(1), "select body from orders where node = ?", key)
                .contains(body));
  }

  @Override
  public Sent publish(ClusterSpec spec, NodeSpec node, Plan plan) {
    return sent(session ->
        session.update(
                "merge into plan key (node) values (?, ?)", key(spec, node), Json.write(plan))
            == 1);
  }

  @Override
  public String key(ClusterSpec spec, NodeSpec node) {
    return key(spec.cluster(), node.name());
  }

  static String key(String cluster, String node) {
    return cluster + "." + node;
  }

  @Override
  public Sent forget(ClusterSpec spec, NodeSpec node) {
    String key = key(spec, node);
    return sent(session -> {
      for (String table : List.of("beat", "orders", "plan")) {
        session.update("delete from " + table + " where node = ?", key);
      }
      return true;
    });
  }

  private Sent sent(Database.Work<Boolean> work) {
    try {
      return database.together(work) ? new Sent.Done() : new Sent.Superseded();
    } catch (DatabaseFailure e) {
      return new Sent.Failed(e.detail());
    }
  }

  /**
   * Takes a node's beat in, and answers with its orders.
   *
   * @return empty before there are any
   */
  Optional<String> beat(String key, String body) {
    return database.together(session -> {
      session.update("merge into beat key (node) values (?, ?)", key, body);
      return session
          .query(row -> row.getString(1), "select body from orders where node = ?", key)
          .stream()
          .findFirst();
    });
  }

  Optional<String> beatOf(String key) {
    return database
        .query(row -> row.getString(1), "select body from beat where node = ?", key)
        .stream()
        .findFirst();
  }

  Optional<String> planOf(String key) {
    return database
        .query(row -> row.getString(1), "select body from plan where node = ?", key)
        .stream()
        .findFirst();
  }
}
