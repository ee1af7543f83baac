package dev.handoff.oci.objectstorage;

import static dev.handoff.oci.objectstorage.TestBucket.calls;
import static dev.handoff.oci.objectstorage.TestBucket.listings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.ClusterStore.Commit;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.ClusterStoreContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.oci.local.Fault;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectStorageClusterStoreTest extends ClusterStoreContract {

  private final TestBucket test = new TestBucket();
  private final ObjectStorageClusterStore store = test.store();
  private final AtomicInteger names = new AtomicInteger();

  @BeforeEach
  void noFaultIsLeftOver() {
    test.oci.faults().heal();
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Override
  protected ClusterStore store() {
    return store;
  }

  @Override
  protected void poison(String cluster, String text) {
    test.storage.put(
        TestBucket.NAME,
        "clusters/" + cluster + "/record",
        "{\"version\":7,\"writer\":\"w\",\"record\":" + text + "}");
  }

  @Override
  protected String freshName() {
    return "c" + names.incrementAndGet();
  }

  @Test
  void whateverLiesInARecordsPlaceHasAnOutcome() {
    for (String text :
        List.of("", "null", "[]", "{}", "\0", "{\"version\":0,\"writer\":\"w\",\"record\":{}}")) {
      String cluster = freshName();
      test.storage.put(TestBucket.NAME, "clusters/" + cluster + "/record", text);

      assertInstanceOf(Reading.Unreadable.class, store.read(cluster), text);
      assertEquals(
          new Commit.Conflict(), store.commit(cluster, 3, Samples.record(cluster, 2)), text);
    }
  }

  @Test
  void aCommitAfterAReadIsOneCall() {
    String cluster = freshName();
    long version = created(cluster);
    test.oci.faults().heal();

    assertInstanceOf(
        Commit.Committed.class, store.commit(cluster, version, Samples.record(cluster, 3)));

    assertEquals(1, test.oci.faults().calls(request -> true).size());
  }

  @Test
  void aStoreThatHasReadNothingYetCommitsAllTheSame() {
    String cluster = freshName();
    long version = created(cluster);
    ObjectStorageClusterStore cold = test.store();

    assertEquals(
        new Commit.Conflict(), cold.commit(cluster, version - 1, Samples.record(cluster, 3)));
    assertInstanceOf(
        Commit.Committed.class, cold.commit(cluster, version, Samples.record(cluster, 3)));
  }

  @Test
  void aCommitWhoseReplyWasLostKnowsItselfAgain() {
    String cluster = freshName();
    test.oci.faults().next(calls("PUT"), Fault.LOSE_REPLY);
    long version = created(cluster);
    test.oci.faults().next(calls("PUT"), Fault.LOSE_REPLY);

    long next = committed(store.commit(cluster, version, Samples.record(cluster, 3)));

    assertEquals(new Reading.Found(next, Samples.record(cluster, 3)), store.read(cluster));
    committed(store.commit(cluster, next, Samples.record(cluster, 4)));
  }

  @Test
  void aCommitWhoseReplyWasLostAndThatSomebodyReplacedConflicts() {
    String cluster = freshName();
    long version = created(cluster);
    ObjectStorageClusterStore other = test.store();
    Runnable replace =
        () ->
            assertInstanceOf(
                Commit.Committed.class,
                other.commit(cluster, version(other, cluster), Samples.record(cluster, 9)));
    test.oci.faults().next(calls("PUT"), Fault.LOSE_REPLY, new Fault.Meanwhile(replace));

    assertEquals(new Commit.Conflict(), store.commit(cluster, version, Samples.record(cluster, 3)));
    assertEquals(
        Samples.record(cluster, 9),
        assertInstanceOf(Reading.Found.class, store.read(cluster)).record());
  }

  @Test
  void anEtagThatChangesMeanwhileConflicts() {
    String cluster = freshName();
    long version = created(cluster);
    ObjectStorageClusterStore other = test.store();
    test.oci
        .faults()
        .next(
            calls("PUT"),
            new Fault.Meanwhile(() -> other.commit(cluster, version, Samples.record(cluster, 9))));

    assertEquals(new Commit.Conflict(), store.commit(cluster, version, Samples.record(cluster, 3)));
  }

  @Test
  void aThrottledCommitIsRepeated() {
    String cluster = freshName();
    test.oci.faults().next(calls("PUT"), Fault.THROTTLE, Fault.SERVER_ERROR, Fault.CUT);

    created(cluster);
  }

  @Test
  void aCommitNobodyAnswersIsUnknownAndTheNextOneConverges() {
    String cluster = freshName();
    long version = created(cluster);
    test.oci.faults().always(calls("PUT"), Fault.LOSE_REPLY);
    test.oci.faults().always(calls("GET"), Fault.SERVER_ERROR);

    assertInstanceOf(
        Commit.Unknown.class, store.commit(cluster, version, Samples.record(cluster, 3)));
    assertInstanceOf(Reading.Unreadable.class, store.read(cluster));

    test.oci.faults().heal();
    Reading.Found found = assertInstanceOf(Reading.Found.class, store.read(cluster));
    assertEquals(Samples.record(cluster, 3), found.record());
    committed(store.commit(cluster, found.version(), Samples.record(cluster, 4)));
  }

  @Test
  void aRemovalNobodyAnswersIsUnknown() {
    String cluster = freshName();
    long version = created(cluster);
    test.oci.faults().always(calls("DELETE"), Fault.SERVER_ERROR);

    assertInstanceOf(Commit.Unknown.class, store.remove(cluster, version));
  }

  @Test
  void aRemovalWhoseReplyWasLostLooksLikeAConflict() {
    String cluster = freshName();
    long version = created(cluster);
    test.oci.faults().next(calls("DELETE"), Fault.LOSE_REPLY);

    assertEquals(new Commit.Conflict(), store.remove(cluster, version));
    assertEquals(new Reading.Absent(), store.read(cluster));
  }

  @Test
  void aStoreThatRefusesIsUnreadableAndCannotBeListed() {
    test.oci.faults().always(calls("GET"), Fault.FORBID);
    test.oci.faults().always(listings(), Fault.FORBID);

    assertInstanceOf(Reading.Unreadable.class, store.read("web"));
    assertThrows(CloudUnavailable.class, store::clusters);
  }

  @Test
  void aRecordThatCouldNotBeReadBackIsRefusedInWords() {
    String cluster = freshName();
    ClusterRecord huge = Samples.record(cluster, 2, 10_000);

    String message =
        assertInstanceOf(Commit.TooLarge.class, store.commit(cluster, 0, huge)).detail();

    assertTrue(message.contains(cluster) && message.contains("1048576"), message);
    assertEquals(new Reading.Absent(), store.read(cluster));
  }

  @Test
  void theJournalIsNoCluster() {
    String cluster = freshName();
    new ObjectStorageJournal(test.bucket).append(List.of(Samples.entry(cluster, 1)));

    assertFalse(store.clusters().contains(cluster));
  }

  private long created(String cluster) {
    return committed(store.commit(cluster, 0, Samples.record(cluster, 2)));
  }

  private static long version(ClusterStore store, String cluster) {
    return assertInstanceOf(Reading.Found.class, store.read(cluster)).version();
  }

  private static long committed(Commit commit) {
    return assertInstanceOf(Commit.Committed.class, commit).version();
  }
}
