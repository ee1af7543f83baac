package dev.handoff.console.lab.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.ClusterStoreContract;
import dev.handoff.controller.port.Samples;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedClusterStoreTest extends ClusterStoreContract {

  private final Database database = Database.inMemory();
  private final ClusterStore store = new EmbeddedClusterStore(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected ClusterStore store() {
    return store;
  }

  @Override
  protected void poison(String cluster, String text) {
    database.update("merge into cluster key (name) values (?, 1, ?)", cluster, text);
  }

  @Override
  protected String freshName() {
    return "c-" + UUID.randomUUID();
  }

  @Test
  void aStoreThatIsClosedIsUnreadableAndNotAbsent(@TempDir Path directory) {
    Database file = Database.inFile(directory.resolve("lab"));
    ClusterStore closed = new EmbeddedClusterStore(file);
    file.close();

    assertInstanceOf(ClusterStore.Reading.Unreadable.class, closed.read("web"));
    assertInstanceOf(
        ClusterStore.Commit.Unknown.class, closed.commit("web", 0, Samples.record("web", 2)));
  }

  @Test
  void aFileKeepsWhatWasCommitted(@TempDir Path directory) {
    ClusterStore.Reading committed;
    try (Database first = Database.inFile(directory.resolve("lab"))) {
      new EmbeddedClusterStore(first).commit("web", 0, Samples.record("web", 2));
      committed = new EmbeddedClusterStore(first).read("web");
    }
    try (Database again = Database.inFile(directory.resolve("lab"))) {
      assertInstanceOf(ClusterStore.Reading.Found.class, committed);
      assertEquals(committed, new EmbeddedClusterStore(again).read("web"));
    }
  }
}
