package dev.handoff.aws.dynamodb;

import dev.handoff.aws.AwsSettings;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.Beat;
import dev.handoff.events.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** One pair of tables in DynamoDB Local for a test class, and what a beacon does there. */
final class DynamoDbTables implements AutoCloseable {

  final Tables tables;
  final AwsSettings settings;
  final DynamoDbClient client;

  DynamoDbTables(String prefix) {
    DynamoDbLocalServer server = DynamoDbLocalServer.shared();
    tables = new Tables(prefix);
    settings = server.settings(prefix);
    client = server.client(prefix);
  }

  DynamoDbNodeChannel channel() {
    return new DynamoDbNodeChannel(client, settings, new SystemTime());
  }

  /** What a beacon does at each beat; the reply brings the orders. */
  Map<String, AttributeValue> beat(String key, Beat beat) {
    return client
        .updateItem(update ->
            update
                .tableName(tables.nodes())
                .key(nodeItem(key, Tables.BEAT))
                .updateExpression(
                    beat.urgent()
                        ? "SET beat = :beat, #by = :by, urgent = :urgent"
                        : "SET beat = :beat, #by = :by REMOVE urgent")
                .expressionAttributeNames(Map.of("#by", "by"))
                .expressionAttributeValues(beatValues(beat))
                .returnValues(ReturnValue.ALL_NEW))
        .attributes();
  }

  private static Map<String, AttributeValue> beatValues(Beat beat) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":beat", Items.text(Json.write(beat)));
    values.put(":by", Items.text("node"));
    if (beat.urgent()) {
      values.put(":urgent", Items.text("1"));
    }
    return values;
  }

  /** Sets one member of a node's item to any text. */
  void set(String key, String kind, String member, String text) {
    set(key, kind, member, Items.text(text));
  }

  /** Sets one member of a node's item to anything that DynamoDB takes. */
  void set(String key, String kind, String member, AttributeValue value) {
    client.updateItem(update ->
        update
            .tableName(tables.nodes())
            .key(nodeItem(key, kind))
            .updateExpression("SET #member = :text")
            .expressionAttributeNames(Map.of("#member", member))
            .expressionAttributeValues(Map.of(":text", value)));
  }

  Map<String, AttributeValue> node(String key, String kind) {
    return client
        .getItem(get -> get.tableName(tables.nodes()).key(nodeItem(key, kind)).consistentRead(true))
        .item();
  }

  Optional<String> member(String key, String kind, String member) {
    return Optional.ofNullable(Items.text(node(key, kind), member));
  }

  private static Map<String, AttributeValue> nodeItem(String key, String kind) {
    return Map.of("node", Items.text(key), "kind", Items.text(kind));
  }

  @Override
  public void close() {
    client.close();
  }
}
