package dev.handoff.oci.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.ons.model.MessageDetails;
import com.oracle.bmc.ons.requests.PublishMessageRequest;
import com.oracle.bmc.ons.requests.PublishMessageRequest.MessageType;
import dev.handoff.oci.OciClients;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicsTest {

  private final Topics topics = new Topics();
  private final LocalOci server = LocalOci.start(topics);
  private final OciClients clients = server.clients("handoff");
  private final String topic = topics.topic();

  @AfterAll
  void stop() {
    clients.close();
    server.close();
  }

  private void publish(String body, MessageType type) {
    clients
        .notifications()
        .publishMessage(
            PublishMessageRequest.builder()
                .topicId(topic)
                .messageType(type)
                .messageDetails(MessageDetails.builder().title("t").body(body).build())
                .build());
  }

  @Test
  void subscribersHearWhatIsPublished() {
    List<Topics.Message> heard = new ArrayList<>();
    topics.subscribe(topic, heard::add);

    publish("an alarm", MessageType.RawText);

    assertEquals(List.of(new Topics.Message("t", "an alarm")), heard);
  }

  @Test
  void moreThan64KilobytesAreRefused() {
    BmcException e =
        assertThrows(BmcException.class, () -> publish("x".repeat(64 * 1024), MessageType.RawText));

    assertEquals(400, e.getStatusCode());
  }

  @Test
  void theDeprecatedTypeIsRefused() {
    assertThrows(BmcException.class, () -> publish("{\"default\":\"x\"}", MessageType.Json));
  }
}
