package dev.handoff.controller.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every journal must do. */
public abstract class JournalContract {

  /** The journal under test. */
  protected abstract Journal journal();

  /** The name of a cluster that no other test has used. */
  protected abstract String freshName();

  @Test
  void aNewClusterHasNoHistory() {
    assertEquals(List.of(), journal().newest(freshName(), 10));
  }

  @Test
  void theNewestEntriesComeOldestFirst() {
    String cluster = freshName();
    journal().append(entries(cluster, 1, 12));

    assertEquals(entries(cluster, 10, 12), journal().newest(cluster, 3));
    assertEquals(entries(cluster, 1, 12), journal().newest(cluster, 1_000));
  }

  @Test
  void anEntryIsAppendedOnceAndNeverReplaced() {
    String cluster = freshName();
    journal().append(entries(cluster, 1, 2));
    JournalEntry forged =
        new JournalEntry(cluster, 2, Samples.NOON, new Happening.NodeLeft("somebody"));

    List<JournalEntry> news = journal().append(List.of(forged, Samples.entry(cluster, 3)));

    assertEquals(entries(cluster, 3, 3), news);
    assertEquals(entries(cluster, 1, 3), journal().newest(cluster, 10));
  }

  @Test
  void aNumberThatARestoredBackupUsesAgainLosesNothing() {
    String cluster = freshName();
    journal().append(entries(cluster, 1, 3));
    JournalEntry again =
        new JournalEntry(
            cluster, 2, Samples.NOON.plusSeconds(60), new Happening.NodeLeft("somebody"));

    journal().append(List.of(again));
    journal().append(List.of(again));

    assertEquals(
        List.of(
            Samples.entry(cluster, 1), Samples.entry(cluster, 2), again, Samples.entry(cluster, 3)),
        journal().newest(cluster, 10));
    assertNotEquals(Samples.entry(cluster, 2).id(), again.id());
  }

  @Test
  void appendingNothingIsFine() {
    journal().append(List.of());
  }

  @Test
  void manyEntriesOfManyClustersFitIntoOneCall() {
    String one = freshName();
    String other = freshName();
    List<JournalEntry> both =
        LongStream.rangeClosed(1, 60)
            .boxed()
            .flatMap(n -> List.of(Samples.entry(one, n), Samples.entry(other, n)).stream())
            .toList();

    journal().append(both);

    assertEquals(entries(one, 1, 60), journal().newest(one, 100));
    assertEquals(entries(other, 1, 60), journal().newest(other, 100));
  }

  @Test
  void numbersOrderTheHistoryAndNotText() {
    String cluster = freshName();
    journal().append(List.of(Samples.entry(cluster, 9), Samples.entry(cluster, 10)));
    journal().append(List.of(Samples.entry(cluster, 8), Samples.entry(cluster, 100)));

    assertEquals(
        List.of(Samples.entry(cluster, 10), Samples.entry(cluster, 100)),
        journal().newest(cluster, 2));
  }

  @Test
  void theSameEntriesAppendedAtOnceAppearOnce() throws Exception {
    String cluster = freshName();
    Callable<Boolean> append =
        () -> {
          journal().append(entries(cluster, 1, 5));
          return true;
        };

    Together.run(List.of(append, append, append, append));

    assertEquals(entries(cluster, 1, 5), journal().newest(cluster, 100));
  }

  private static List<JournalEntry> entries(String cluster, long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(n -> Samples.entry(cluster, n)).toList();
  }
}
