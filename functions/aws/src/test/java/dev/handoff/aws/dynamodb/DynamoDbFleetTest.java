package dev.handoff.aws.dynamodb;

import dev.handoff.controller.port.Fleet;
import dev.handoff.controller.port.FleetContract;
import dev.handoff.controller.port.Samples;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

class DynamoDbFleetTest extends FleetContract {

  private final DynamoDbTables dynamoDb = new DynamoDbTables("fleet-" + UUID.randomUUID());

  @AfterEach
  void close() {
    dynamoDb.close();
  }

  @Override
  protected Fleet threeClusters() {
    DynamoDbClusterStore store = new DynamoDbClusterStore(dynamoDb.client, dynamoDb.tables);
    for (String cluster : new String[] {"a", "b", "c"}) {
      store.commit(cluster, 0, Samples.record(cluster, 1));
    }
    return new DynamoDbFleet(dynamoDb.client, dynamoDb.tables, store);
  }
}
