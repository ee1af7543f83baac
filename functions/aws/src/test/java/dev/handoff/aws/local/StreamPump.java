package dev.handoff.aws.local;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Does what Lambda's event source does: reads the stream of the nodes' table, applies the filter
 * that the SAM template sets, and makes the event that the function is invoked with.
 */
public final class StreamPump {

  private final DynamoDbStreamsClient streams;
  private final String arn;
  private final StreamFilter filter;
  private final Map<String, String> iterators = new HashMap<>();

  /**
   * Reads from the beginning of the stream of a table.
   *
   * @throws IOException if the template with the filter cannot be read
   */
  public StreamPump(DynamoDbClient dynamoDb, DynamoDbStreamsClient streams, String table)
      throws IOException {
    this.streams = streams;
    this.filter = StreamFilter.ofTemplate();
    this.arn = dynamoDb.describeTable(d -> d.tableName(table)).table().latestStreamArn();
  }

  /** The event of all new records that pass the filter; empty if there are none. */
  public Optional<String> poll() {
    JsonArray records = new JsonArray();
    List<Shard> shards = streams.describeStream(d -> d.streamArn(arn)).streamDescription().shards();
    for (Shard shard : shards) {
      String iterator = iterators.computeIfAbsent(shard.shardId(), this::beginning);
      GetRecordsResponse page = streams.getRecords(get -> get.shardIterator(iterator));
      if (page.nextShardIterator() != null) {
        iterators.put(shard.shardId(), page.nextShardIterator());
      }
      page.records().stream().map(StreamPump::json).filter(filter::passes).forEach(records::add);
    }
    JsonObject event = new JsonObject();
    event.add("Records", records);
    return records.isEmpty() ? Optional.empty() : Optional.of(event.toString());
  }

  private String beginning(String shard) {
    return streams
        .getShardIterator(get ->
            get.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .shardIterator();
  }

  private static JsonObject json(Record record) {
    JsonObject change = new JsonObject();
    change.addProperty("SequenceNumber", record.dynamodb().sequenceNumber());
    change.add("Keys", json(record.dynamodb().keys()));
    change.add("NewImage", json(record.dynamodb().newImage()));
    JsonObject json = new JsonObject();
    json.addProperty("eventID", record.eventID());
    json.addProperty("eventName", record.eventNameAsString());
    json.addProperty("eventSource", "aws:dynamodb");
    json.add("dynamodb", change);
    return json;
  }

  /** Numbers travel as strings here too. */
  private static JsonObject json(Map<String, AttributeValue> members) {
    JsonObject json = new JsonObject();
    members.forEach((name, value) -> {
      JsonObject typed = new JsonObject();
      typed.addProperty(value.s() != null ? "S" : "N", value.s() != null ? value.s() : value.n());
      json.add(name, typed);
    });
    return json;
  }
}
