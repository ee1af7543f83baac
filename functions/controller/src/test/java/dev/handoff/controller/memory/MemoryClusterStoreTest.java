package dev.handoff.controller.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.ClusterStoreContract;
import dev.handoff.controller.port.Samples;
import org.junit.jupiter.api.Test;

class MemoryClusterStoreTest extends ClusterStoreContract {

  private final MemoryClusterStore store = new MemoryClusterStore();
  private int names;

  @Override
  protected ClusterStore store() {
    return store;
  }

  @Override
  protected void poison(String cluster, String text) {
    store.poison(cluster, text);
  }

  @Override
  protected String freshName() {
    return "c" + names++;
  }

  @Test
  void aLostReplyHidesACommitAndALostRequestHidesNone() {
    store.failNext(MemoryClusterStore.Fault.REPLY_LOST, MemoryClusterStore.Fault.REQUEST_LOST);

    assertInstanceOf(
        ClusterStore.Commit.Unknown.class, store.commit("web", 0, Samples.record("web", 2)));
    assertInstanceOf(
        ClusterStore.Commit.Unknown.class, store.commit("web", 1, Samples.record("web", 3)));

    assertEquals(new ClusterStore.Reading.Found(1, Samples.record("web", 2)), store.read("web"));
  }
}
