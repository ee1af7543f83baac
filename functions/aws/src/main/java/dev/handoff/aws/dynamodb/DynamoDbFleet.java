package dev.handoff.aws.dynamodb;

import static dev.handoff.aws.dynamodb.Items.number;
import static dev.handoff.aws.dynamodb.Items.text;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The newest loss of each cluster as a member of one item, so that noting a loss and counting all
 * is one call. It is written only when a node is lost.
 */
public final class DynamoDbFleet implements Fleet {

  /** No cluster can have this name, because '#' is not allowed in one. */
  private static final String KEY = "#fleet";

  private static final String LOSSES = "losses";

  /** Keeps clusters' names apart from those of the item's own members. */
  private static final String PREFIX = "at#";

  private final DynamoDbClient client;
  private final String table;
  private final ClusterStore clusters;

  /**
   * Builds a fleet.
   *
   * @param clusters tells how many there are
   */
  public DynamoDbFleet(DynamoDbClient client, Tables tables, ClusterStore clusters) {
    this.client = client;
    this.table = tables.clusters();
    this.clusters = clusters;
  }

  @Override
  public Losses noteLoss(String cluster, Instant now, Duration window) {
    try {
      Map<String, AttributeValue> all =
          client
              .updateItem(update ->
                  update
                      .tableName(table)
                      .key(Map.of(Tables.CLUSTER, text(KEY), Tables.ENTRY, text(LOSSES)))
                      .updateExpression("SET #mine = :now")
                      .expressionAttributeNames(Map.of("#mine", PREFIX + cluster))
                      .expressionAttributeValues(Map.of(":now", number(now.toEpochMilli())))
                      .returnValues(ReturnValue.ALL_NEW))
              .attributes();
      long since = now.minus(window).toEpochMilli();
      long losing =
          all.keySet().stream()
              .filter(name -> name.startsWith(PREFIX) && number(all, name) > since)
              .count();
      return new Losses((int) losing, clusters.clusters().size());
    } catch (SdkException e) {
      throw new CloudUnavailable("noting a loss in " + table + ": " + e.getMessage(), e);
    }
  }
}
