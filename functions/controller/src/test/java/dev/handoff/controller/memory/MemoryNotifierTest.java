package dev.handoff.controller.memory;

import dev.handoff.controller.port.Notifier;
import dev.handoff.controller.port.NotifierContract;
import java.util.List;

class MemoryNotifierTest extends NotifierContract {

  private final MemoryNotifier notifier = new MemoryNotifier();

  MemoryNotifierTest() {
    notifier.drop("gone");
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
    return notifier.delivered().stream()
        .map(message -> new Received(message.alert().json(), message.alert().attributes()))
        .toList();
  }
}
