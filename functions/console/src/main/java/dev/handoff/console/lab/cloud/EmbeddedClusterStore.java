package dev.handoff.console.lab.cloud;

import dev.handoff.console.lab.cloud.Database.DatabaseFailure;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.time.Instant;
import java.util.List;

/** Cluster records as rows; the compare-and-swap is the {@code where} of an update. */
public final class EmbeddedClusterStore implements ClusterStore {

  private final Database database;

  public EmbeddedClusterStore(Database database) {
    this.database = database;
  }

  private record Stored(long version, String text) {}

  @Override
  public Reading read(String cluster) {
    List<Stored> rows;
    try {
      rows =
          database.query(
              row -> new Stored(row.getLong(1), row.getString(2)),
              "select version, record from cluster where name = ?",
              cluster);
    } catch (DatabaseFailure e) {
      return new Reading.Unreadable("cluster " + cluster + ": " + e.detail());
    }
    if (rows.isEmpty()) {
      return new Reading.Absent();
    }
    Stored stored = rows.getFirst();
    try {
      ClusterRecord record = Json.read(stored.text, ClusterRecord.class);
      String named = record.spec().cluster();
      return named.equals(cluster)
          ? new Reading.Found(stored.version, record)
          : new Reading.Unreadable("the record of cluster " + cluster + " is that of " + named);
    } catch (MalformedEvent e) {
      return new Reading.Unreadable("cluster " + cluster + ": " + e.getMessage());
    }
  }

  @Override
  public Commit commit(String cluster, long expected, ClusterRecord next) {
    String text = Json.write(next);
    long version = ClusterStore.versionAfter(expected, Instant.now());
    return swap(
        version,
        session ->
            expected == 0
                ? session.insert("insert into cluster values (?, ?, ?)", cluster, version, text)
                : session.update(
                        "update cluster set version = ?, record = ?"
                            + " where name = ? and version = ?",
                        version,
                        text,
                        cluster,
                        expected)
                    == 1);
  }

  @Override
  public Commit remove(String cluster, long expected) {
    return swap(
        expected,
        session ->
            session.update("delete from cluster where name = ? and version = ?", cluster, expected)
                == 1);
  }

  private Commit swap(long version, Database.Work<Boolean> work) {
    try {
      return database.together(work) ? new Commit.Committed(version) : new Commit.Conflict();
    } catch (DatabaseFailure e) {
      return new Commit.Unknown(e.detail());
    }
  }

  @Override
  public List<String> clusters() {
    try {
      return database.query(row -> row.getString(1), "select name from cluster");
    } catch (DatabaseFailure e) {
      throw new CloudUnavailable("clusters could not be listed: " + e.detail(), e);
    }
  }
}
