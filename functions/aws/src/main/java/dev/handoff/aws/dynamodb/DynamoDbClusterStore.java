package dev.handoff.aws.dynamodb;

import static dev.handoff.aws.dynamodb.Items.number;
import static dev.handoff.aws.dynamodb.Items.text;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * One item for each cluster, written on condition of its version. Every commit carries an id of its
 * own: when the SDK repeats a call whose reply was lost, the condition fails, and the item that the
 * refusal shows tells an earlier self from somebody else.
 */
public final class DynamoDbClusterStore implements ClusterStore {

  private static final String RECORD = "record";
  private static final String VERSION = "version";
  private static final String WRITER = "writer";

  private final DynamoDbClient client;
  private final String table;

  public DynamoDbClusterStore(DynamoDbClient client, Tables tables) {
    this.client = client;
    this.table = tables.clusters();
  }

  @Override
  public Reading read(String cluster) {
    Map<String, AttributeValue> item;
    try {
      item =
          client.getItem(get -> get.tableName(table).key(key(cluster)).consistentRead(true)).item();
    } catch (SdkException e) {
      return new Reading.Unreadable(sentence("reading", cluster, e));
    }
    return item.isEmpty() ? new Reading.Absent() : parse(cluster, item);
  }

  private static Reading parse(String cluster, Map<String, AttributeValue> item) {
    try {
      String json = Objects.requireNonNullElse(text(item, RECORD), "");
      ClusterRecord record = Json.read(json, ClusterRecord.class);
      String named = record.spec().cluster();
      return named.equals(cluster)
          ? new Reading.Found(number(item, VERSION), record)
          : new Reading.Unreadable("the record of cluster " + cluster + " is that of " + named);
    } catch (MalformedEvent | NumberFormatException e) {
      return new Reading.Unreadable("the record of cluster " + cluster + ": " + e.getMessage());
    }
  }

  @Override
  public Commit commit(String cluster, long expected, ClusterRecord next) {
    String json = Json.write(next);
    if (!Items.fits(json)) {
      return new Commit.TooLarge(
          "the record of cluster %s has %d bytes, and a DynamoDB item ends at %d"
              .formatted(cluster, Items.bytes(json), Tables.MAX_ITEM_BYTES));
    }
    String writer = UUID.randomUUID().toString();
    long version = ClusterStore.versionAfter(expected, Instant.now());
    PutItemRequest.Builder put =
        PutItemRequest.builder()
            .tableName(table)
            .item(
                Map.of(
                    Tables.CLUSTER,
                    text(cluster),
                    Tables.ENTRY,
                    text(RECORD),
                    Tables.REGISTRY,
                    text(Tables.REGISTRY_INDEX),
                    VERSION,
                    number(version),
                    RECORD,
                    text(json),
                    WRITER,
                    text(writer)))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    if (expected == 0) {
      put.conditionExpression("attribute_not_exists(" + Tables.ENTRY + ")");
    } else {
      put.conditionExpression(VERSION + " = :expected")
          .expressionAttributeValues(Map.of(":expected", number(expected)));
    }
    try {
      client.putItem(put.build());
      return new Commit.Committed(version);
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem() && writer.equals(text(e.item(), WRITER))
          ? new Commit.Committed(version)
          : new Commit.Conflict();
    } catch (SdkException e) {
      return new Commit.Unknown(sentence("writing", cluster, e));
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A removal whose reply was lost and that was repeated looks like a conflict: what is gone
   * cannot say who removed it. The caller finds the cluster absent.
   */
  @Override
  public Commit remove(String cluster, long expected) {
    try {
      client.deleteItem(
          DeleteItemRequest.builder()
              .tableName(table)
              .key(key(cluster))
              .conditionExpression(VERSION + " = :expected")
              .expressionAttributeValues(Map.of(":expected", number(expected)))
              .build());
      return new Commit.Committed(expected + 1);
    } catch (ConditionalCheckFailedException e) {
      return new Commit.Conflict();
    } catch (SdkException e) {
      return new Commit.Unknown(sentence("removing", cluster, e));
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>From an index that holds the keys of records only: half a read unit for some 40 clusters,
   * where a scan would read every record and the whole journal. Commits do not touch the index,
   * only creation and removal do. It may lag behind by moments, which the next evaluation mends.
   */
  @Override
  public List<String> clusters() {
    try {
      return client
          .queryPaginator(query ->
              query
                  .tableName(table)
                  .indexName(Tables.REGISTRY_INDEX)
                  .keyConditionExpression(Tables.REGISTRY + " = :registry")
                  .expressionAttributeValues(Map.of(":registry", text(Tables.REGISTRY_INDEX))))
          .items()
          .stream()
          .map(item -> Objects.requireNonNull(text(item, Tables.CLUSTER)))
          .toList();
    } catch (SdkException e) {
      throw new CloudUnavailable("listing the clusters of " + table + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, AttributeValue> key(String cluster) {
    return Map.of(Tables.CLUSTER, text(cluster), Tables.ENTRY, text(RECORD));
  }

  private String sentence(String verb, String cluster, SdkException e) {
    return verb + " the record of cluster " + cluster + " in " + table + ": " + e.getMessage();
  }
}
