package dev.handoff.aws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.aws.AwsClients;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.FaultyFront;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.ClusterStore.Commit;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.ClusterStoreContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.ClusterRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbClusterStoreTest extends ClusterStoreContract {

  private final DynamoDbTables dynamoDb = new DynamoDbTables("store");
  private final DynamoDbClusterStore store =
      new DynamoDbClusterStore(dynamoDb.client, dynamoDb.tables);
  private final AtomicInteger names = new AtomicInteger();
  private final FaultyFront front = FaultyFront.before(DynamoDbLocalServer.shared().endpoint());
  private final DynamoDbClient frontClient =
      new AwsClients(
              DynamoDbLocalServer.settings("store", front.endpoint()),
              DynamoDbLocalServer.CREDENTIALS)
          .dynamoDb();
  private final DynamoDbClusterStore throughFront =
      new DynamoDbClusterStore(frontClient, dynamoDb.tables);

  @BeforeAll
  void noFaultIsLeftOver() {
    front.heal();
  }

  @AfterAll
  void close() {
    frontClient.close();
    front.close();
    dynamoDb.close();
  }

  @Override
  protected ClusterStore store() {
    return store;
  }

  @Override
  protected void poison(String cluster, String text) {
    dynamoDb.client.putItem(put ->
        put.tableName(dynamoDb.tables.clusters())
            .item(
                Map.of(
                    "cluster", Items.text(cluster),
                    "entry", Items.text("record"),
                    "registry", Items.text("clusters"),
                    "version", Items.number(7),
                    "record", Items.text(text))));
  }

  @Override
  protected String freshName() {
    return "c" + names.incrementAndGet();
  }

  @Test
  void anItemWithoutARecordIsUnreadable() {
    String cluster = freshName();
    dynamoDb.client.putItem(put ->
        put.tableName(dynamoDb.tables.clusters())
            .item(Map.of("cluster", Items.text(cluster), "entry", Items.text("record"))));

    assertInstanceOf(Reading.Unreadable.class, store.read(cluster));
  }

  @Test
  void aCommitWhoseReplyWasLostKnowsItselfAgain() {
    String cluster = freshName();
    front.next("PutItem", FaultyFront.Fault.LOSE_REPLY);

    long version =
        assertInstanceOf(
                Commit.Committed.class, throughFront.commit(cluster, 0, Samples.record(cluster, 2)))
            .version();
    assertEquals(new Reading.Found(version, Samples.record(cluster, 2)), store.read(cluster));
  }

  @Test
  void aThrottledCommitIsRepeated() {
    String cluster = freshName();
    front.next("PutItem", FaultyFront.Fault.THROTTLE_JSON, FaultyFront.Fault.SERVER_ERROR);

    assertInstanceOf(
        Commit.Committed.class, throughFront.commit(cluster, 0, Samples.record(cluster, 2)));
  }

  @Test
  void aCommitNobodyAnswersIsUnknown() {
    String cluster = freshName();
    front.always("PutItem", FaultyFront.Fault.SERVER_ERROR);
    try {
      assertInstanceOf(
          Commit.Unknown.class, throughFront.commit(cluster, 0, Samples.record(cluster, 2)));
    } finally {
      front.heal();
    }
  }

  @Test
  void aStoreThatRefusesIsUnreadableAndCannotBeListed() {
    front.always("GetItem", FaultyFront.Fault.FORBID_JSON);
    front.always("Query", FaultyFront.Fault.FORBID_JSON);
    try {
      assertInstanceOf(Reading.Unreadable.class, throughFront.read("web"));
      assertThrows(CloudUnavailable.class, throughFront::clusters);
    } finally {
      front.heal();
    }
  }

  @Test
  void aRecordTooLargeForAnItemIsRefusedInWords() {
    String cluster = freshName();
    ClusterRecord huge = Samples.record(cluster, 2, 4_000);

    String message =
        assertInstanceOf(Commit.TooLarge.class, store.commit(cluster, 0, huge)).detail();

    assertTrue(message.contains(cluster) && message.contains("409600"), message);
    assertEquals(new Reading.Absent(), store.read(cluster));
  }

  @Test
  void theJournalIsNoCluster() {
    String cluster = freshName();
    new DynamoDbJournal(dynamoDb.client, dynamoDb.tables)
        .append(List.of(Samples.entry(cluster, 1)));

    assertTrue(!store.clusters().contains(cluster));
  }
}
