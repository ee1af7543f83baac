package dev.handoff.controller.port;

import dev.handoff.controller.record.ClusterRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Keeps the record of each cluster, with compare-and-swap on its version. */
public interface ClusterStore {

  /** Reads strongly consistently. */
  Reading read(String cluster);

  /**
   * Replaces the record if its version is still {@code expected}.
   *
   * @param expected zero: the cluster must not exist yet
   */
  Commit commit(String cluster, long expected, ClusterRecord next);

  /**
   * The version of what is committed now, in microseconds since 1970. None ever comes again, not
   * even when the record was restored from a backup, or destroyed and created anew: a function that
   * stood still meanwhile must find that things have changed.
   */
  static long versionAfter(long expected, Instant now) {
    return Math.max(expected + 1, ChronoUnit.MICROS.between(Instant.EPOCH, now));
  }

  /** Deletes the record if its version is still {@code expected}. */
  Commit remove(String cluster, long expected);

  /**
   * Names of all clusters, in no particular order.
   *
   * @throws CloudUnavailable if they cannot be listed
   */
  List<String> clusters();

  /** What reading a record came to. */
  sealed interface Reading {

    /**
     * The record.
     *
     * @param version one or more
     */
    record Found(long version, ClusterRecord record) implements Reading {}

    record Absent() implements Reading {}

    /** The store did not answer, or what it holds is no record. Nothing may be concluded. */
    record Unreadable(String detail) implements Reading {}
  }

  /** What a compare-and-swap came to. */
  sealed interface Commit {

    /** It is done, by this call or by an earlier try of this call whose reply was lost. */
    record Committed(long version) implements Commit {}

    /** Somebody else was first: normal. */
    record Conflict() implements Commit {}

    /** It has outgrown what the store can hold: nothing was written, and trying again is no use. */
    record TooLarge(String detail) implements Commit {}

    /** It may or may not have happened: neither success nor failure. */
    record Unknown(String detail) implements Commit {}
  }
}
