package dev.handoff.console.lab.cloud;

import dev.handoff.console.lab.cloud.Database.DatabaseFailure;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.Fleet;
import java.time.Duration;
import java.time.Instant;

/** The newest loss of each cluster as a row. */
public final class EmbeddedFleet implements Fleet {

  private final Database database;

  public EmbeddedFleet(Database database) {
    this.database = database;
  }

  @Override
  public Losses noteLoss(String cluster, Instant now, Duration window) {
    try {
      return database.together(session -> {
        session.update("merge into loss key (cluster) values (?, ?)", cluster, now.toEpochMilli());
        return new Losses(
            session
                .query(
                    row -> row.getInt(1),
                    "select count(*) from loss where at > ?",
                    now.minus(window).toEpochMilli())
                .getFirst(),
            session.query(row -> row.getInt(1), "select count(*) from cluster").getFirst());
      });
    } catch (DatabaseFailure e) {
      throw new CloudUnavailable("the loss could not be noted: " + e.detail(), e);
    }
  }
}
