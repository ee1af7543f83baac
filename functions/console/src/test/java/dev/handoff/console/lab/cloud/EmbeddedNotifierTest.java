package dev.handoff.console.lab.cloud;

import dev.handoff.controller.port.Notifier;
import dev.handoff.controller.port.NotifierContract;
import dev.handoff.events.Alert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

final class EmbeddedNotifierTest extends NotifierContract {

  private final Database database = Database.inMemory();
  private final List<Alert> mailed = new ArrayList<>();
  private final EmbeddedNotifier notifier = new EmbeddedNotifier(database, mailed::add);

  EmbeddedNotifierTest() {
    notifier.create("topic");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected Notifier notifier() {
    return notifier;
  }

  @Override
  protected String topic() {
    return "topic";
  }

  @Override
  protected String missingTopic() {
    return "gone";
  }

  @Override
  protected List<Received> received() {
    return mailed.stream().map(alert -> new Received(alert.json(), alert.attributes())).toList();
  }
}
