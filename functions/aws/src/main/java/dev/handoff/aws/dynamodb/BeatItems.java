package dev.handoff.aws.dynamodb;

import static dev.handoff.aws.dynamodb.Items.text;

import dev.handoff.controller.port.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * The beat items of many nodes, read strongly consistently, a hundred a call.
 *
 * @param found by key; a key in neither map has no item
 * @param failures why a key could not be read
 */
record BeatItems(Map<String, Map<String, AttributeValue>> found, Map<String, String> failures) {

  /** DynamoDB's limit for one BatchGetItem. */
  private static final int PER_CALL = 100;

  /** DynamoDB may leave keys over when it is throttled; so often in a row without one is enough. */
  private static final int FRUITLESS_CALLS = 4;

  private static final BackoffStrategy BACKOFF =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofMillis(500));

  static BeatItems read(DynamoDbClient client, String table, List<String> keys, Time time) {
    BeatItems items = new BeatItems(new HashMap<>(), new HashMap<>());
    for (int from = 0; from < keys.size(); from += PER_CALL) {
      int end = Math.min(from + PER_CALL, keys.size());
      items.read(client, table, new HashSet<>(keys.subList(from, end)), time);
    }
    return items;
  }

  private void read(DynamoDbClient client, String table, Set<String> wanted, Time time) {
    Set<String> left = wanted;
    for (int fruitless = 0; !left.isEmpty() && fruitless < FRUITLESS_CALLS; ) {
      BatchGetItemResponse reply;
      try {
        reply = client.batchGetItem(request(table, left));
      } catch (SdkException e) {
        fail(left, "reading beats in " + table + ": " + e.getMessage());
        return;
      }
      for (Map<String, AttributeValue> item : reply.responses().getOrDefault(table, List.of())) {
        found.put(nodeOf(item), item);
      }
      Set<String> unprocessed = unprocessed(reply, table);
      if (unprocessed.size() == left.size()) {
        fruitless++;
        time.pause(BACKOFF.computeDelay(fruitless));
      } else {
        fruitless = 0;
      }
      left = unprocessed;
    }
    fail(left, "DynamoDB left this key of " + table + " unread: its throughput is exhausted");
  }

  private void fail(Set<String> keys, String why) {
    keys.forEach(key -> failures.put(key, why));
  }

  private static Set<String> unprocessed(BatchGetItemResponse reply, String table) {
    KeysAndAttributes left = reply.unprocessedKeys().get(table);
    Set<String> keys = new HashSet<>();
    if (left != null) {
      left.keys().forEach(key -> keys.add(nodeOf(key)));
    }
    return keys;
  }

  private static String nodeOf(Map<String, AttributeValue> item) {
    return String.valueOf(text(item, Tables.NODE));
  }

  private static BatchGetItemRequest request(String table, Set<String> nodes) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    nodes.forEach(
        node -> keys.add(Map.of(Tables.NODE, text(node), Tables.KIND, text(Tables.BEAT))));
    return BatchGetItemRequest.builder()
        .requestItems(
            Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build()))
        .build();
  }
}
