package dev.handoff.console.lab.aws;

import dev.handoff.events.Beat;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Does what Lambda's event source does with the stream of the nodes' table: four polls a second,
 * and only urgent beats of nodes pass.
 */
final class UrgentStream implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(250);

  private final DynamoDbStreamsClient streams;
  private final String arn;
  private final Consumer<Beat> urgent;
  private final Consumer<String> trouble;
  private final Map<String, String> iterators = new HashMap<>();
  private final Map<String, String> lastRead = new HashMap<>();
  private volatile boolean closed;

  UrgentStream(
      DynamoDbStreamsClient streams, String arn, Consumer<Beat> urgent, Consumer<String> trouble) {
    this.streams = streams;
    this.arn = arn;
    this.urgent = urgent;
    this.trouble = trouble;
  }

  void start() {
    Thread.ofVirtual().name("stream").start(this::run);
  }

  private void run() {
    while (!closed) {
      try {
        poll();
      } catch (SdkException e) {
        if (!closed) {
          trouble.accept("the stream of beats cannot be read: " + e.getClass().getSimpleName());
        }
      }
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private void poll() {
    for (Shard shard : streams.describeStream(d -> d.streamArn(arn)).streamDescription().shards()) {
      String iterator = iterators.computeIfAbsent(shard.shardId(), this::iterator);
      try {
        GetRecordsResponse page = streams.getRecords(get -> get.shardIterator(iterator));
        if (page.nextShardIterator() != null) {
          iterators.put(shard.shardId(), page.nextShardIterator());
        }
        page.records().forEach(record -> pass(shard.shardId(), record));
      } catch (TrimmedDataAccessException | ExpiredIteratorException e) {
        // The place that it pointed to is gone: the next poll looks for it anew.
        iterators.remove(shard.shardId());
      }
    }
  }

  /** Behind the last record that was read of a shard, or at its beginning. */
  private String iterator(String shard) {
    String read = lastRead.get(shard);
    return streams
        .getShardIterator(get ->
            get.streamArn(arn)
                .shardId(shard)
                .shardIteratorType(
                    read == null
                        ? ShardIteratorType.TRIM_HORIZON
                        : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                .sequenceNumber(read))
        .shardIterator();
  }

  private void pass(String shard, Record record) {
    lastRead.put(shard, record.dynamodb().sequenceNumber());
    pass(record.dynamodb().newImage());
  }

  private void pass(Map<String, AttributeValue> image) {
    if (!is(image.get("by"), "node") || !is(image.get("urgent"), "1")) {
      return;
    }
    AttributeValue beat = image.get("beat");
    try {
      urgent.accept(Json.read(beat == null ? "" : String.valueOf(beat.s()), Beat.class));
    } catch (MalformedEvent e) {
      trouble.accept("an urgent beat is none: " + e.getMessage());
    }
  }

  private static boolean is(@Nullable AttributeValue value, String wanted) {
    return value != null && wanted.equals(value.s());
  }

  @Override
  public void close() {
    closed = true;
    streams.close();
  }
}
