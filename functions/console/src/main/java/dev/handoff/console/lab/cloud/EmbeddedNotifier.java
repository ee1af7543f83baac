package dev.handoff.console.lab.cloud;

import dev.handoff.console.lab.cloud.Database.DatabaseFailure;
import dev.handoff.controller.port.Notifier;
import dev.handoff.events.Alert;
import java.util.function.Consumer;

/** Hands alerts to whoever subscribed in this process, who shows them as they would be mailed. */
public final class EmbeddedNotifier implements Notifier {

  private final Database database;
  private final Consumer<Alert> subscriber;

  public EmbeddedNotifier(Database database, Consumer<Alert> subscriber) {
    this.database = database;
    this.subscriber = subscriber;
  }

  /** Creates a topic, unless it exists. */
  public void create(String topic) {
    database.together(session -> session.insert("insert into topic values (?)", topic));
  }

  @Override
  public Delivery send(String topic, Alert alert) {
    try {
      if (database
          .query(row -> row.getString(1), "select name from topic where name = ?", topic)
          .isEmpty()) {
        return new Delivery.Refused("topic " + topic + " not found or not permitted");
      }
    } catch (DatabaseFailure e) {
      return new Delivery.Failed(e.detail());
    }
    subscriber.accept(alert);
    return new Delivery.Delivered();
  }
}
