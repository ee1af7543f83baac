package dev.handoff.oci.objectstorage;

import static dev.handoff.oci.objectstorage.TestBucket.calls;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.JournalContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.oci.local.Fault;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectStorageJournalTest extends JournalContract {

  private final TestBucket test = new TestBucket();
  private final ObjectStorageJournal journal = new ObjectStorageJournal(test.bucket);
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
  protected Journal journal() {
    return journal;
  }

  @Override
  protected String freshName() {
    return "c" + names.incrementAndGet();
  }

  @Test
  void aPlainListingHasTheNewestFirst() {
    String cluster = freshName();
    journal.append(List.of(Samples.entry(cluster, 41), later(cluster, 42)));

    // Noon of 2026-01-01 is 1767268800123 ms.
    assertEquals(
        List.of(
            "journal/" + cluster + "/8232731139876-9999999957",
            "journal/" + cluster + "/8232731199876-9999999958"),
        test.storage.names(TestBucket.NAME).stream()
            .filter(name -> name.startsWith("journal/" + cluster + "/"))
            .toList());
  }

  @Test
  void clustersWhoseNamesBeginAlikeAreKeptApart() {
    String cluster = freshName();
    journal.append(List.of(Samples.entry(cluster, 1), Samples.entry(cluster + "0", 2)));

    assertEquals(List.of(Samples.entry(cluster, 1)), journal.newest(cluster, 10));
  }

  @Test
  void anEntryWhoseReplyWasLostIsThereOnce() {
    String cluster = freshName();
    test.oci.faults().next(calls("PUT"), Fault.LOSE_REPLY, Fault.THROTTLE, Fault.SERVER_ERROR);

    journal.append(List.of(Samples.entry(cluster, 1)));

    assertEquals(List.of(Samples.entry(cluster, 1)), journal.newest(cluster, 10));
  }

  @Test
  void whatCouldNotBeAppendedIsSaidAndCanBeRepeated() {
    String cluster = freshName();
    List<JournalEntry> both = List.of(Samples.entry(cluster, 1), later(cluster, 2));
    test.oci.faults().always(calls("PUT"), Fault.UNAVAILABLE);
    assertThrows(CloudUnavailable.class, () -> journal.append(both));
    test.oci.faults().heal();

    journal.append(both);

    assertEquals(both, journal.newest(cluster, 10));
  }

  @Test
  void anEntryThatIsNoneIsNamed() {
    String cluster = freshName();
    test.storage.put(TestBucket.NAME, "journal/" + cluster + "/8-9", "{}");

    CloudUnavailable refused =
        assertThrows(CloudUnavailable.class, () -> journal.newest(cluster, 10));

    assertTrue(String.valueOf(refused.getMessage()).contains("journal/" + cluster + "/8-9"));
  }

  @Test
  void anEntryThatIsRemovedWhileItIsReadIsLeftOut() {
    String cluster = freshName();
    journal.append(List.of(Samples.entry(cluster, 1), later(cluster, 2)));
    String oldest = "journal/" + cluster + "/8232731199876-9999999998";
    test.oci
        .faults()
        .next(
            request -> request.is("GET", "n", "*", "b", "*", "o", "*"),
            new Fault.Meanwhile(() -> test.bucket.delete(oldest, null)));

    assertTrue(journal.newest(cluster, 10).contains(later(cluster, 2)));
    assertEquals(List.of(later(cluster, 2)), journal.newest(cluster, 10));
  }

  private static JournalEntry later(String cluster, long number) {
    return new JournalEntry(
        cluster, number, Samples.NOON.plusSeconds(60), new Happening.NodeLeft("n1"));
  }
}
