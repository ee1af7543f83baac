package dev.handoff.aws.dynamodb;

import static dev.handoff.aws.dynamodb.Items.number;
import static dev.handoff.aws.dynamodb.Items.text;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Journal;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** One item for each entry, sorted by number, which DynamoDB removes some time after it expired. */
public final class DynamoDbJournal implements Journal {

  /** How long an entry is kept. */
  static final Duration KEPT = Duration.ofDays(90);

  private static final String PREFIX = "journal#";
  private static final String JSON = "json";

  private final DynamoDbClient client;
  private final String table;

  public DynamoDbJournal(DynamoDbClient client, Tables tables) {
    this.client = client;
    this.table = tables.clusters();
  }

  @Override
  public List<JournalEntry> append(List<JournalEntry> entries) {
    return entries.stream().filter(this::append).toList();
  }

  /** False: it is there already, from an earlier evaluation or this call's lost first try. */
  private boolean append(JournalEntry entry) {
    try {
      client.putItem(put ->
          put.tableName(table)
              .item(
                  Map.of(
                      Tables.CLUSTER,
                      text(entry.cluster()),
                      Tables.ENTRY,
                      text(key(entry)),
                      JSON,
                      text(Json.write(entry)),
                      Tables.EXPIRES,
                      number(entry.at().plus(KEPT).getEpochSecond())))
              .conditionExpression("attribute_not_exists(" + Tables.ENTRY + ")"));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    } catch (SdkException e) {
      throw new CloudUnavailable(
          "appending " + entry.id() + " to " + table + ": " + e.getMessage(), e);
    }
  }

  /** In the order of the numbers, and of the times where a restored backup has used one again. */
  private static String key(JournalEntry entry) {
    return PREFIX + "%016d.%d".formatted(entry.number(), entry.at().toEpochMilli());
  }

  @Override
  public List<JournalEntry> newest(String cluster, int limit) {
    try {
      QueryRequest newestFirst =
          QueryRequest.builder()
              .tableName(table)
              .consistentRead(true)
              .scanIndexForward(false)
              .limit(limit)
              .keyConditionExpression(
                  "#cluster = :cluster AND begins_with(" + Tables.ENTRY + ", :prefix)")
              .expressionAttributeNames(Map.of("#cluster", Tables.CLUSTER))
              .expressionAttributeValues(Map.of(":cluster", text(cluster), ":prefix", text(PREFIX)))
              .build();
      List<JournalEntry> entries = new ArrayList<>();
      for (var item : client.queryPaginator(newestFirst).items()) {
        entries.add(parse(item));
        if (entries.size() == limit) {
          break;
        }
      }
      return List.copyOf(entries.reversed());
    } catch (SdkException e) {
      throw new CloudUnavailable(
          "reading the journal of " + cluster + " in " + table + ": " + e.getMessage(), e);
    }
  }

  private JournalEntry parse(Map<String, AttributeValue> item) {
    try {
      String json = Objects.requireNonNullElse(text(item, JSON), "");
      return Json.read(json, JournalEntry.class);
    } catch (MalformedEvent e) {
      throw new CloudUnavailable(
          "%s in %s of cluster %s: %s"
              .formatted(
                  text(item, Tables.ENTRY), table, text(item, Tables.CLUSTER), e.getMessage()),
          e);
    }
  }
}
