package dev.handoff.aws.dynamodb;

import static dev.handoff.aws.dynamodb.Items.number;
import static dev.handoff.aws.dynamodb.Items.text;

import dev.handoff.aws.AwsSettings;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Time;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Beats and orders share one item for each node, so that the reply to a beat brings the orders; the
 * plan has another. The key is the instance's ARN, which is what a policy can hold a node to.
 *
 * <p>Whatever the controller writes says {@code by = controller} and takes {@code urgent} away, so
 * that the stream's filter lets none of it through: else the controller would trigger itself.
 */
public final class DynamoDbNodeChannel implements NodeChannel {

  private static final String ORDERS = "orders";
  private static final String REVISION = "ordersRevision";

  private final DynamoDbClient client;
  private final String table;
  private final AwsSettings settings;
  private final Time time;

  /** Makes the channel; {@code time} is for the pauses between the parts of a throttled batch. */
  public DynamoDbNodeChannel(DynamoDbClient client, AwsSettings settings, Time time) {
    this.client = client;
    this.table = new Tables(settings.tables()).nodes();
    this.settings = settings;
    this.time = time;
  }

  @Override
  public Map<String, NodeReading> read(ClusterSpec spec) {
    List<String> keys = spec.nodes().stream().map(node -> key(spec, node)).distinct().toList();
    BeatItems items = BeatItems.read(client, table, keys, time);
    Map<String, NodeReading> readings = new LinkedHashMap<>();
    for (NodeSpec node : spec.nodes()) {
      readings.put(node.name(), reading(spec, node, items));
    }
    return readings;
  }

  private NodeReading reading(ClusterSpec spec, NodeSpec node, BeatItems items) {
    String key = key(spec, node);
    String failure = items.failures().get(key);
    if (failure != null) {
      return new NodeReading.Unreadable(failure);
    }
    Map<String, AttributeValue> item = items.found().getOrDefault(key, Map.of());
    String beatJson = text(item, Tables.BEAT);
    return beatJson == null
        ? new NodeReading.NotHeard()
        : NodeReading.of(spec, node, beatJson, text(item, ORDERS));
  }

  @Override
  public Sent send(ClusterSpec spec, NodeSpec node, Orders orders) {
    String json = Json.write(orders);
    try {
      client.updateItem(
          UpdateItemRequest.builder()
              .tableName(table)
              .key(item(spec, node, Tables.BEAT))
              .updateExpression(
                  "SET orders = :orders, ordersRevision = :revision, #by = :by REMOVE urgent")
              .conditionExpression(
                  "attribute_not_exists(ordersRevision) OR ordersRevision < :revision")
              .expressionAttributeNames(Map.of("#by", Tables.BY))
              .expressionAttributeValues(
                  Map.of(
                      ":orders", text(json),
                      ":revision", number(orders.revision()),
                      ":by", text(Tables.BY_CONTROLLER)))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
              .build());
      return new Sent.Done();
    } catch (ConditionalCheckFailedException e) {
      boolean ours =
          e.hasItem()
              && number(orders.revision()).equals(e.item().get(REVISION))
              && json.equals(text(e.item(), ORDERS));
      return ours ? new Sent.Done() : new Sent.Superseded();
    } catch (SdkException e) {
      return new Sent.Failed("orders for node " + node.name() + ": " + e.getMessage());
    }
  }

  @Override
  public Sent publish(ClusterSpec spec, NodeSpec node, Plan plan) {
    String json = Json.write(plan);
    if (!Items.fits(json)) {
      return new Sent.Failed(
          "the plan of node %s has %d bytes; a DynamoDB item ends at %d"
              .formatted(node.name(), Items.bytes(json), Tables.MAX_ITEM_BYTES));
    }
    Map<String, AttributeValue> item = new LinkedHashMap<>(item(spec, node, Tables.PLAN));
    item.put(Tables.PLAN, text(json));
    item.put("planVersion", text(plan.version()));
    item.put(Tables.BY, text(Tables.BY_CONTROLLER));
    try {
      client.putItem(put -> put.tableName(table).item(item));
      return new Sent.Done();
    } catch (SdkException e) {
      return new Sent.Failed("the plan of node " + node.name() + ": " + e.getMessage());
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A node without an instance in the spec (a lab's, or a machine that is not EC2's) goes by its
   * name; what lets its beacon write there is then no matter of its instance's identity.
   */
  @Override
  public String key(ClusterSpec spec, NodeSpec node) {
    String instance = node.instance();
    return instance == null ? spec.cluster() + "/" + node.name() : settings.instanceArn(instance);
  }

  @Override
  public Sent forget(ClusterSpec spec, NodeSpec node) {
    try {
      client.deleteItem(d -> d.tableName(table).key(item(spec, node, Tables.BEAT)));
      client.deleteItem(d -> d.tableName(table).key(item(spec, node, Tables.PLAN)));
      return new Sent.Done();
    } catch (SdkException e) {
      return new Sent.Failed("forgetting node " + node.name() + ": " + e.getMessage());
    }
  }

  private Map<String, AttributeValue> item(ClusterSpec spec, NodeSpec node, String kind) {
    return Map.of(Tables.NODE, text(key(spec, node)), Tables.KIND, text(kind));
  }
}
