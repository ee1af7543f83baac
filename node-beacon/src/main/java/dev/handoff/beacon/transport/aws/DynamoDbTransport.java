package dev.handoff.beacon.transport.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.config.BeaconConfig.TransportConfig;
import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.beacon.transport.StoreUnavailable;
import dev.handoff.beacon.transport.Transport;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Beats in a DynamoDB table with partition key {@code node} and sort key {@code kind}.
 *
 * <ul>
 *   <li>{@code kind = beat}: {@code beat} and {@code orders} as JSON; {@code by} tells who wrote
 *       last; {@code urgent} is there only while the newest beat is urgent, so that the stream's
 *       filter lets nothing else through to the controller.
 *   <li>{@code kind = plan}: {@code plan} as JSON.
 * </ul>
 *
 * A beat is one update, whose reply brings the orders.
 */
public final class DynamoDbTransport implements Transport {

  private static final String SET = "SET #beat = :beat, #by = :node";

  private final DynamoDbCall call;
  private final String table;
  private final NodeKey key;

  /**
   * @param key of this node's items
   */
  DynamoDbTransport(DynamoDbCall call, String table, NodeKey key) {
    this.call = call;
    this.table = table;
    this.key = key;
  }

  /**
   * As a configuration says; nobody is asked anything before the first call.
   *
   * @param config of which {@code dynamo} is the transport
   */
  public static DynamoDbTransport open(BeaconConfig config, TransportConfig.DynamoDb dynamo) {
    String given = config.key();
    return switch (dynamo.credentials()) {
      case BeaconConfig.Credentials.Static fixed -> {
        AwsKeys keys = new AwsKeys(fixed.accessKey(), fixed.secretKey(), fixed.sessionToken());
        String key = given == null ? config.cluster() + "/" + config.node() : given;
        yield open(dynamo, () -> keys, () -> key);
      }
      case BeaconConfig.Credentials.Instance instance -> {
        InstanceMetadata metadata =
            new InstanceMetadata(instance.metadata(), InstantSource.system());
        yield open(dynamo, metadata, given != null ? () -> given : NodeKey.ofInstance(metadata));
      }
    };
  }

  private static DynamoDbTransport open(
      TransportConfig.DynamoDb config, Credentials credentials, NodeKey key) {
    return new DynamoDbTransport(
        new DynamoDbCall(config.endpoint(), config.region(), credentials, config.paths()),
        config.table(),
        key);
  }

  @Override
  public Reply publish(Beat beat) {
    JsonObject names = new JsonObject();
    names.addProperty("#beat", "beat");
    names.addProperty("#by", "by");
    names.addProperty("#urgent", "urgent");
    JsonObject values = new JsonObject();
    values.add(":beat", text(Json.write(beat)));
    values.add(":node", text("node"));
    if (beat.urgent()) {
      values.add(":urgent", text("1"));
    }
    try {
      JsonObject input = item(key.get(), "beat");
      input.addProperty(
          "UpdateExpression", SET + (beat.urgent() ? ", #urgent = :urgent" : " REMOVE #urgent"));
      input.add("ExpressionAttributeNames", names);
      input.add("ExpressionAttributeValues", values);
      input.addProperty("ReturnValues", "ALL_NEW");
      String orders = text(call.send("UpdateItem", input).getAsJsonObject("Attributes"), "orders");
      return new Reply.Acknowledged(orders == null ? null : Json.read(orders, Orders.class));
    } catch (StoreUnavailable e) {
      return new Reply.Failed(String.valueOf(e.getMessage()));
    } catch (MalformedEvent e) {
      return new Reply.Failed("the store's orders make no sense: " + e.getMessage());
    }
  }

  /** A beat that cannot be read is left out: it is no evidence, and must not hide the others. */
  @Override
  public List<PeerBeat> peers(List<Plan.Peer> peers) throws StoreUnavailable {
    JsonArray keys = new JsonArray();
    peers.forEach(peer -> keys.add(keyOf(peer.key(), "beat")));
    JsonObject wanted = new JsonObject();
    wanted.add("Keys", keys);
    wanted.addProperty("ConsistentRead", true);
    JsonObject request = new JsonObject();
    request.add(table, wanted);
    JsonObject input = new JsonObject();
    input.add("RequestItems", request);
    JsonObject output = call.send("BatchGetItem", input);
    JsonObject left = output.getAsJsonObject("UnprocessedKeys");
    if (left != null && !left.isEmpty()) {
      throw new StoreUnavailable("BatchGetItem left keys out: the table is throttled");
    }
    List<PeerBeat> beats = new ArrayList<>();
    for (JsonElement item : output.getAsJsonObject("Responses").getAsJsonArray(table)) {
      PeerBeat beat = peerBeat(item.getAsJsonObject());
      if (beat != null) {
        beats.add(beat);
      }
    }
    return beats;
  }

  @Override
  public Plan plan(String version) throws StoreUnavailable {
    String own = key.get();
    JsonObject input = item(own, "plan");
    input.addProperty("ConsistentRead", true);
    JsonObject item = call.send("GetItem", input).getAsJsonObject("Item");
    String plan = text(item, "plan");
    if (plan == null) {
      throw new StoreUnavailable("table " + table + " holds no plan of " + own);
    }
    try {
      return Json.read(plan, Plan.class);
    } catch (MalformedEvent e) {
      throw new StoreUnavailable("the plan of " + own + " makes no sense: " + e.getMessage(), e);
    }
  }

  private JsonObject item(String node, String kind) {
    JsonObject input = new JsonObject();
    input.addProperty("TableName", table);
    input.add("Key", keyOf(node, kind));
    return input;
  }

  private static JsonObject keyOf(String node, String kind) {
    JsonObject key = new JsonObject();
    key.add("node", text(node));
    key.add("kind", text(kind));
    return key;
  }

  private static @Nullable PeerBeat peerBeat(JsonObject item) {
    String key = text(item, "node");
    String json = text(item, "beat");
    if (key == null || json == null) {
      return null;
    }
    try {
      Beat beat = Json.read(json, Beat.class);
      return new PeerBeat(key, beat.boot(), beat.sequence());
    } catch (MalformedEvent _) {
      return null;
    }
  }

  private static JsonObject text(String value) {
    JsonObject attribute = new JsonObject();
    attribute.addProperty("S", value);
    return attribute;
  }

  private static @Nullable String text(@Nullable JsonObject item, String attribute) {
    JsonObject value = item == null ? null : item.getAsJsonObject(attribute);
    JsonElement text = value == null ? null : value.get("S");
    return text == null ? null : text.getAsString();
  }
}
