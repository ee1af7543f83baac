package dev.handoff.controller.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.ClusterStore.Commit;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.events.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of cluster records must do. Each test works on clusters of its own. */
public abstract class ClusterStoreContract {

  /** The store under test. It may already hold clusters with names of other tests. */
  protected abstract ClusterStore store();

  /** Puts a text that is no record in a record's place. */
  protected abstract void poison(String cluster, String text);

  /** A name that no other test has used. */
  protected abstract String freshName();

  @Test
  void aClusterNobodyStoredIsAbsent() {
    assertEquals(new Reading.Absent(), store().read(freshName()));
  }

  @Test
  void whatWasCommittedIsReadBackWhole() {
    String cluster = freshName();
    long version = create(cluster);

    assertTrue(version >= 1, "version " + version);
    assertEquals(new Reading.Found(version, Samples.record(cluster, 2)), store().read(cluster));
  }

  @Test
  void eachCommitRaisesTheVersion() {
    String cluster = freshName();
    long first = create(cluster);
    long second = committed(store().commit(cluster, first, Samples.record(cluster, 3)));

    assertTrue(second > first, second + " after " + first);
    assertEquals(new Reading.Found(second, Samples.record(cluster, 3)), store().read(cluster));
  }

  @Test
  void aStaleVersionConflictsAndChangesNothing() {
    String cluster = freshName();
    long first = create(cluster);
    long second = committed(store().commit(cluster, first, Samples.record(cluster, 3)));

    assertEquals(
        new Commit.Conflict(), store().commit(cluster, first, Samples.record(cluster, 99)));
    assertEquals(new Reading.Found(second, Samples.record(cluster, 3)), store().read(cluster));
  }

  @Test
  void aClusterIsCreatedOnce() {
    String cluster = freshName();
    create(cluster);

    assertEquals(new Commit.Conflict(), store().commit(cluster, 0, Samples.record(cluster, 2)));
  }

  @Test
  void aClusterThatIsNotThereCannotBeReplaced() {
    String cluster = freshName();

    assertEquals(new Commit.Conflict(), store().commit(cluster, 5, Samples.record(cluster, 2)));
    assertEquals(new Reading.Absent(), store().read(cluster));
  }

  @Test
  void ofManyCommitsAtOnceExactlyOneWins() throws Exception {
    String cluster = freshName();
    long version = create(cluster);
    for (int round = 0; round < 10; round++) {
      long expected = version;
      List<Commit> results =
          Together.run(
              IntStream.range(0, 8)
                  .mapToObj(i -> Samples.record(cluster, 1_000 + i))
                  .map(next -> (Callable<Commit>) () -> store().commit(cluster, expected, next))
                  .toList());

      List<Integer> winners =
          IntStream.range(0, 8)
              .filter(i -> results.get(i) instanceof Commit.Committed)
              .boxed()
              .toList();
      assertEquals(1, winners.size(), () -> "winners in " + results);
      version = committed(results.get(winners.getFirst()));
      assertEquals(
          new Reading.Found(version, Samples.record(cluster, 1_000 + winners.getFirst())),
          store().read(cluster));
    }
  }

  @Test
  void ofManyCreationsAtOnceExactlyOneWins() throws Exception {
    String cluster = freshName();
    List<Commit> results =
        Together.run(
            IntStream.range(0, 8)
                .mapToObj(i ->
                    (Callable<Commit>)
                        () -> store().commit(cluster, 0, Samples.record(cluster, 10 + i)))
                .toList());

    assertEquals(
        1, results.stream().filter(Commit.Committed.class::isInstance).count(), results::toString);
  }

  @Test
  void aRemovedClusterIsAbsentAndCanBeCreatedAgain() {
    String cluster = freshName();
    long version = create(cluster);

    committed(store().remove(cluster, version));

    assertEquals(new Reading.Absent(), store().read(cluster));
    assertFalse(store().clusters().contains(cluster));
    create(cluster);
  }

  @Test
  void noVersionComesAgainWhenAClusterIsCreatedAnew() {
    String cluster = freshName();
    long first = create(cluster);
    committed(store().remove(cluster, first));
    long anew = create(cluster);

    assertTrue(anew > first, anew + " after " + first);
    assertEquals(new Commit.Conflict(), store().commit(cluster, first, Samples.record(cluster, 3)));
  }

  @Test
  void removingByAStaleVersionConflicts() {
    String cluster = freshName();
    long first = create(cluster);
    committed(store().commit(cluster, first, Samples.record(cluster, 3)));

    assertEquals(new Commit.Conflict(), store().remove(cluster, first));
    assertInstanceOf(Reading.Found.class, store().read(cluster));
  }

  @Test
  void removingWhatIsNotThereConflicts() {
    assertEquals(new Commit.Conflict(), store().remove(freshName(), 1));
  }

  @Test
  void clustersDoNotShareState() {
    String one = freshName();
    String other = freshName();
    long first = create(one);
    long version = create(other);

    committed(store().remove(one, first));

    assertEquals(new Reading.Found(version, Samples.record(other, 2)), store().read(other));
  }

  @Test
  void listsEveryClusterOnce() {
    List<String> names = IntStream.range(0, 30).mapToObj(i -> freshName()).toList();
    names.forEach(this::create);

    List<String> listed = store().clusters();

    assertTrue(listed.containsAll(names), listed::toString);
    assertEquals(listed.size(), new HashSet<>(listed).size());
  }

  @Test
  void whatIsNoRecordIsUnreadableAndNotAbsent() {
    for (String text : List.of("", "no JSON", "[]", "{\"spec\":{}}", "{\"spec\":null}")) {
      String cluster = freshName();
      poison(cluster, text);

      Reading reading = store().read(cluster);

      String detail = assertInstanceOf(Reading.Unreadable.class, reading, text).detail();
      assertTrue(detail.contains(cluster), detail);
      assertTrue(store().clusters().contains(cluster), "a poisonous cluster is still listed");
    }
  }

  @Test
  void aRecordThatSpeaksForAnotherClusterIsUnreadable() {
    String cluster = freshName();
    poison(cluster, Json.write(Samples.record("another", 2)));

    assertInstanceOf(Reading.Unreadable.class, store().read(cluster));
  }

  private long create(String cluster) {
    return committed(store().commit(cluster, 0, Samples.record(cluster, 2)));
  }

  private static long committed(Commit commit) {
    return assertInstanceOf(Commit.Committed.class, commit).version();
  }
}
