package dev.handoff.console.lab.cloud;

import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.NodeChannelContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

final class EmbeddedNodeChannelTest extends NodeChannelContract {

  private final Database database = Database.inMemory();
  private final EmbeddedNodeChannel channel = new EmbeddedNodeChannel(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected NodeChannel channel() {
    return channel;
  }

  @Override
  protected ClusterSpec freshSpec(int nodes) {
    return Samples.spec("c-" + UUID.randomUUID(), nodes);
  }

  @Override
  protected void beat(ClusterSpec spec, NodeSpec node, Beat beat) {
    channel.beat(channel.key(spec, node), Json.write(beat));
  }

  @Override
  protected void poisonBeat(ClusterSpec spec, NodeSpec node, String text) {
    channel.beat(channel.key(spec, node), text);
  }

  @Override
  protected void poisonOrders(ClusterSpec spec, NodeSpec node, String text) {
    database.update("merge into orders key (node) values (?, 1, ?)", channel.key(spec, node), text);
  }

  @Override
  protected Optional<Plan> plan(ClusterSpec spec, NodeSpec node) {
    return channel.planOf(channel.key(spec, node)).map(text -> read(text, Plan.class));
  }

  @Override
  protected Optional<Orders> orders(ClusterSpec spec, NodeSpec node) {
    return database
        .query(
            row -> row.getString(1),
            "select body from orders where node = ?",
            channel.key(spec, node))
        .stream()
        .findFirst()
        .map(text -> read(text, Orders.class));
  }

  private static <T> T read(String text, Class<T> type) {
    try {
      return Json.read(text, type);
    } catch (MalformedEvent e) {
      throw new AssertionError(text, e);
    }
  }
}
