package dev.handoff.console.doctor;

import dev.handoff.aws.dynamodb.Tables;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Are the two tables as the controller needs them? */
final class TableChecks {

  private static final String AREA = "tables";
  private static final String DEPLOY = "deploy the installation again, which puts it right";

  private final DynamoDbClient client;
  private final Tables tables;

  TableChecks(DynamoDbClient client, Tables tables) {
    this.client = client;
    this.tables = tables;
  }

  List<Check> run() {
    List<Check> checks = new ArrayList<>();
    describe(tables.nodes(), checks);
    describe(tables.clusters(), checks);
    timeToLive(checks);
    return checks;
  }

  private void describe(String table, List<Check> checks) {
    try {
      TableDescription description =
          client.describeTable(describe -> describe.tableName(table)).table();
      checks.add(table.equals(tables.nodes()) ? nodes(description) : clusters(description));
    } catch (ResourceNotFoundException e) {
      checks.add(
          Check.fail(
              AREA,
              "there is no table " + table,
              "is this the right deployment, and the right region? Else deploy it again"));
    } catch (SdkException e) {
      checks.add(unsaid("describe " + table, "dynamodb:DescribeTable", e));
    }
  }

  static Check nodes(TableDescription table) {
    String name = table.tableName();
    if (table.tableStatus() != TableStatus.ACTIVE) {
      return notActive(table);
    }
    boolean on =
        table.streamSpecification() != null
            && Boolean.TRUE.equals(table.streamSpecification().streamEnabled());
    if (!on) {
      return Check.fail(AREA, name + " has no stream: urgent beats wake nobody", DEPLOY);
    }
    return table.streamSpecification().streamViewType() == StreamViewType.NEW_IMAGE
        ? Check.ok(AREA, name + " is there, and its stream is on")
        : Check.fail(
            AREA,
            "the stream of %s shows %s, not NEW_IMAGE"
                .formatted(name, table.streamSpecification().streamViewTypeAsString()),
            DEPLOY);
  }

  static Check clusters(TableDescription table) {
    if (table.tableStatus() != TableStatus.ACTIVE) {
      return notActive(table);
    }
    boolean indexed =
        table.globalSecondaryIndexes().stream()
            .anyMatch(index -> "clusters".equals(index.indexName()));
    return indexed
        ? Check.ok(AREA, table.tableName() + " is there, and its index of clusters")
        : Check.fail(
            AREA,
            table.tableName() + " has no index 'clusters': the schedule finds no cluster",
            DEPLOY);
  }

  private static Check notActive(TableDescription table) {
    return Check.fail(
        AREA,
        table.tableName() + " is " + table.tableStatusAsString(),
        "wait until it is ACTIVE; a table whose key is out of reach needs that key back");
  }

  private void timeToLive(List<Check> checks) {
    String table = tables.clusters();
    try {
      TimeToLiveStatus status =
          client
              .describeTimeToLive(describe -> describe.tableName(table))
              .timeToLiveDescription()
              .timeToLiveStatus();
      if (status != TimeToLiveStatus.ENABLED) {
        checks.add(
            Check.warn(
                AREA,
                "%s keeps its history for ever: TTL is %s".formatted(table, status),
                "aws dynamodb update-time-to-live --table-name "
                    + table
                    + " --time-to-live-specification Enabled=true,AttributeName=expires"));
      }
    } catch (ResourceNotFoundException e) {
      // That the table is missing has been said.
    } catch (SdkException e) {
      checks.add(unsaid("read the TTL of " + table, "dynamodb:DescribeTimeToLive", e));
    }
  }

  private static Check unsaid(String what, String action, SdkException e) {
    boolean forbidden =
        e instanceof AwsServiceException service
            && service.awsErrorDetails() != null
            && "AccessDeniedException".equals(service.awsErrorDetails().errorCode());
    return forbidden
        ? Check.warn(AREA, "you may not " + what, "to have it checked, ask for " + action)
        : Check.fail(
            AREA, "nobody could " + what + ": " + e.getMessage(), "is the network in order?");
  }
}
