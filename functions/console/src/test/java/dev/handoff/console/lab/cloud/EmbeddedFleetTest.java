package dev.handoff.console.lab.cloud;

import dev.handoff.controller.port.Fleet;
import dev.handoff.controller.port.FleetContract;
import dev.handoff.controller.port.Samples;
import org.junit.jupiter.api.AfterEach;

final class EmbeddedFleetTest extends FleetContract {

  private final Database database = Database.inMemory();

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected Fleet threeClusters() {
    EmbeddedClusterStore store = new EmbeddedClusterStore(database);
    for (String cluster : new String[] {"a", "b", "c"}) {
      store.commit(cluster, 0, Samples.record(cluster, 1));
    }
    return new EmbeddedFleet(database);
  }
}
