package dev.handoff.controller.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.controller.port.Notifier.Delivery;
import dev.handoff.events.Alert;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every notifier must do. */
public abstract class NotifierContract {

  /** The notifier under test. */
  protected abstract Notifier notifier();

  /** A topic that nobody else writes to during this test. */
  protected abstract String topic();

  /** A topic that does not exist. */
  protected abstract String missingTopic();

  /** What a subscribed machine has received since the test began, in any order. */
  protected abstract List<Received> received();

  /**
   * One message, as a machine sees it.
   *
   * @param body the alert's JSON
   */
  public record Received(String body, Map<String, String> attributes) {}

  @Test
  void aMachineReceivesTheJsonAndTheAttributes() {
    Alert alert = Samples.alert("web", 7);

    assertEquals(new Delivery.Delivered(), notifier().send(topic(), alert));

    assertEquals(List.of(new Received(alert.json(), alert.attributes())), received());
  }

  @Test
  void anAlertCanBeSentAgain() {
    Alert alert = Samples.alert("web", 7);

    assertEquals(new Delivery.Delivered(), notifier().send(topic(), alert));
    assertEquals(new Delivery.Delivered(), notifier().send(topic(), alert));

    assertEquals(2, received().size());
  }

  @Test
  void aTopicThatIsGoneIsRefused() {
    assertInstanceOf(
        Delivery.Refused.class, notifier().send(missingTopic(), Samples.alert("web", 7)));
  }

  @Test
  void anAlertWithoutAttributesIsDelivered() {
    Alert full = Samples.alert("web", 8);
    Alert bare =
        new Alert(full.id(), full.cluster(), full.subject(), full.text(), full.json(), Map.of());

    assertEquals(new Delivery.Delivered(), notifier().send(topic(), bare));

    assertEquals(List.of(new Received(bare.json(), Map.of())), received());
  }
}
