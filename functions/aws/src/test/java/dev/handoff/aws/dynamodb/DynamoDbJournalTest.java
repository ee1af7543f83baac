package dev.handoff.aws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.JournalContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbJournalTest extends JournalContract {

  private final DynamoDbTables dynamoDb = new DynamoDbTables("journal");
  private final DynamoDbJournal journal = new DynamoDbJournal(dynamoDb.client, dynamoDb.tables);
  private final AtomicInteger names = new AtomicInteger();

  @AfterAll
  void close() {
    dynamoDb.close();
  }

  @Override
  protected Journal journal() {
    return journal;
  }

  @Override
  protected String freshName() {
    return "c" + names.incrementAndGet();
  }

  @Test
  void anEntryExpiresNinetyDaysAfterItWasWritten() {
    String cluster = freshName();
    JournalEntry entry = Samples.entry(cluster, 42);
    journal.append(List.of(entry));

    Map<String, AttributeValue> item =
        dynamoDb
            .client
            .getItem(get ->
                get.tableName(dynamoDb.tables.clusters())
                    .key(
                        Map.of(
                            "cluster", Items.text(cluster),
                            "entry",
                                Items.text(
                                    "journal#0000000000000042." + entry.at().toEpochMilli()))))
            .item();

    assertEquals(
        Samples.NOON.plus(Duration.ofDays(90)).getEpochSecond(), Items.number(item, "expires"));
  }

  @Test
  void anEntryThatIsNoneIsNamed() {
    String cluster = freshName();
    dynamoDb.client.putItem(put ->
        put.tableName(dynamoDb.tables.clusters())
            .item(
                Map.of(
                    "cluster", Items.text(cluster),
                    "entry", Items.text("journal#0000000000000001"),
                    "json", Items.text("{}"))));

    CloudUnavailable refused =
        assertThrows(CloudUnavailable.class, () -> journal.newest(cluster, 10));

    assertTrue(String.valueOf(refused.getMessage()).contains("journal#0000000000000001"));
  }

  @Test
  void aMissingTableIsSaid() {
    DynamoDbJournal lost = new DynamoDbJournal(dynamoDb.client, new Tables("lost"));

    CloudUnavailable refused =
        assertThrows(CloudUnavailable.class, () -> lost.append(List.of(Samples.entry("web", 1))));

    assertTrue(String.valueOf(refused.getMessage()).contains("lost-clusters"));
  }
}
