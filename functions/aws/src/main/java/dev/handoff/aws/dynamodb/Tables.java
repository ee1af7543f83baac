package dev.handoff.aws.dynamodb;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * The two tables and their layout, which the beacon and the templates in {@code infra} share.
 *
 * <pre>
 * {prefix}-nodes      node (instance ARN) | kind
 *   beat              beat, by, urgent; orders, ordersRevision
 *   plan              plan, planVersion, by
 * {prefix}-clusters   cluster | entry     GSI clusters: registry | cluster, keys only
 *   record            version, record, writer, registry
 *   journal#%016d     entry, expires (TTL)
 * </pre>
 *
 * @param prefix of both names
 */
public record Tables(String prefix) {

  static final String NODE = "node";
  static final String KIND = "kind";
  static final String BEAT = "beat";
  static final String PLAN = "plan";
  static final String BY = "by";
  static final String BY_CONTROLLER = "controller";

  static final String CLUSTER = "cluster";
  static final String ENTRY = "entry";

  /** Only record items carry it, so the index holds one small entry a cluster. */
  static final String REGISTRY = "registry";

  static final String REGISTRY_INDEX = "clusters";
  static final String EXPIRES = "expires";

  /** DynamoDB's limit for an item, names included. */
  static final int MAX_ITEM_BYTES = 400 * 1024;

  /** What the keys and small members of an item may take of it. */
  static final int OVERHEAD_BYTES = 2 * 1024;

  /** Name of the table with what goes between the controller and the nodes. */
  public String nodes() {
    return prefix + "-nodes";
  }

  /** Name of the table with the controller's own state. */
  public String clusters() {
    return prefix + "-clusters";
  }

  /**
   * Creates the tables where they do not exist, for tests and local servers; on AWS the templates
   * do.
   */
  public void create(DynamoDbClient client) {
    ifMissing(() ->
        client.createTable(table ->
            table
                .tableName(nodes())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(texts(NODE, KIND))
                .keySchema(key(NODE, KIND))
                .streamSpecification(stream ->
                    stream.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE))));
    ifMissing(() ->
        client.createTable(table ->
            table
                .tableName(clusters())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(texts(CLUSTER, ENTRY, REGISTRY))
                .keySchema(key(CLUSTER, ENTRY))
                .globalSecondaryIndexes(registry())));
    client.waiter().waitUntilTableExists(request -> request.tableName(nodes()));
    client.waiter().waitUntilTableExists(request -> request.tableName(clusters()));
  }

  private static GlobalSecondaryIndex registry() {
    return GlobalSecondaryIndex.builder()
        .indexName(REGISTRY_INDEX)
        .keySchema(key(REGISTRY, CLUSTER))
        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }

  private static void ifMissing(Runnable creation) {
    try {
      creation.run();
    } catch (ResourceInUseException e) {
      // It is there already, or somebody else creates it right now: the waiter sees to both.
    }
  }

  private static List<AttributeDefinition> texts(String... names) {
    return Arrays.stream(names)
        .map(name ->
            AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build())
        .toList();
  }

  private static List<KeySchemaElement> key(String hash, String range) {
    return List.of(
        KeySchemaElement.builder().attributeName(hash).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(range).keyType(KeyType.RANGE).build());
  }
}
