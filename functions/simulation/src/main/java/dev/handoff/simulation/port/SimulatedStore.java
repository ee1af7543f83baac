package dev.handoff.simulation.port;

import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.simulation.fault.FaultKind;
import java.time.Duration;
import java.util.List;

/**
 * The table of records as a function sees it: reads are strongly consistent, as our adapter asks
 * for them; a swap may lose its reply, and happen before, after or not at all; only the index of
 * clusters lags behind.
 */
final class SimulatedStore implements ClusterStore {

  private static final long QUICK = Duration.ofMillis(2).toNanos();
  private static final long USUAL = Duration.ofMillis(12).toNanos();
  private static final long SLOW = Duration.ofSeconds(1).toNanos();

  private final Invocation function;
  private final RecordStore records;

  SimulatedStore(Invocation function) {
    this.function = function;
    this.records = function.cloud().records();
  }

  /** The most that a call to the store takes at present. */
  static long most(Invocation function) {
    return function.strikes(FaultKind.STORE_SLOW) ? SLOW : USUAL;
  }

  static void enter(Invocation function, String call) {
    function.enter(call, QUICK, most(function));
  }

  static void leave(Invocation function, String call) {
    function.leave(call, QUICK, USUAL);
  }

  @Override
  public Reading read(String cluster) {
    enter(function, "read");
    RecordStore.Row row = records.row(cluster);
    boolean down = function.strikes(FaultKind.STORE_DOWN);
    leave(function, "read");
    if (down) {
      function.knows((ClusterRecord) null);
      return new Reading.Unreadable("simulated: the store does not answer");
    }
    function.knows(row == null ? null : row.record());
    return row == null ? new Reading.Absent() : new Reading.Found(row.version(), row.record());
  }

  @Override
  public Commit commit(String cluster, long expected, ClusterRecord next) {
    enter(function, "commit");
    if (function.strikes(FaultKind.STORE_DOWN)) {
      return new Commit.Unknown("simulated: the store does not answer");
    }
    long version = ClusterStore.versionAfter(expected, function.wallClock());
    if (function.strikes(FaultKind.STORE_LOSES_REPLIES)) {
      Runnable swap = () -> records.swap(cluster, expected, version, next, function.number());
      lose(swap);
      leave(function, "commit");
      return new Commit.Unknown("simulated: no reply");
    }
    boolean done = records.swap(cluster, expected, version, next, function.number());
    if (done) {
      function.knows(next);
    }
    leave(function, "commit");
    return done ? new Commit.Committed(version) : new Commit.Conflict();
  }

  /** It happens now, later, or never. */
  private void lose(Runnable what) {
    switch (function.dice().below(3)) {
      case 0 -> what.run();
      case 1 -> function.later(Duration.ofMillis(5), Duration.ofSeconds(8), what);
      default -> {}
    }
  }

  @Override
  public Commit remove(String cluster, long expected) {
    enter(function, "remove");
    if (function.strikes(FaultKind.STORE_DOWN)) {
      return new Commit.Unknown("simulated: the store does not answer");
    }
    boolean done = records.remove(cluster, expected, function.number());
    leave(function, "remove");
    return done ? new Commit.Committed(expected) : new Commit.Conflict();
  }

  @Override
  public List<String> clusters() {
    enter(function, "clusters");
    if (function.strikes(FaultKind.STORE_DOWN)) {
      throw new CloudUnavailable(
          "simulated: the store does not answer", new IllegalStateException());
    }
    return records.clusters();
  }
}
