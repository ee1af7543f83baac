package dev.handoff.oci.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.controller.port.Notifier;
import dev.handoff.controller.port.NotifierContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.Alert;
import dev.handoff.oci.OciClients;
import dev.handoff.oci.local.Fault;
import dev.handoff.oci.local.LocalOci;
import dev.handoff.oci.local.OciRequest;
import dev.handoff.oci.local.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OciNotifierTest extends NotifierContract {

  private final Topics topics = new Topics();
  private final LocalOci server = LocalOci.start(topics);
  private final OciClients clients = server.clients("handoff");
  private final Notifier notifier = new OciNotifier(clients.notifications());
  private String topic = topics.topic();

  @BeforeEach
  void heal() {
    server.faults().heal();
    server.policy(request -> true);
    server.clock(InstantSource.system());
    topics.clock(InstantSource.system());
    topic = topics.topic();
  }

  @AfterAll
  void stop() {
    clients.close();
    server.close();
  }

  @Override
  protected Notifier notifier() {
    return notifier;
  }

  @Override
  protected String topic() {
    return topic;
  }

  @Override
  protected String missingTopic() {
    return "ocid1.onstopic.oc1.local.none";
  }

  /** A machine reads the last line, and from it the entry and the attributes. */
  @Override
  protected List<Received> received() {
    return topics.messages(topic).stream()
        .map(OciNotifierTest::lastLine)
        .map(line -> {
          Map<String, String> attributes = new TreeMap<>();
          line.getAsJsonObject("attributes")
              .asMap()
              .forEach((name, value) -> attributes.put(name, value.getAsString()));
          return new Received(line.get("entry").toString(), attributes);
        })
        .toList();
  }

  private static JsonObject lastLine(Topics.Message message) {
    String body = message.body();
    return JsonParser.parseString(body.substring(body.lastIndexOf('\n') + 1)).getAsJsonObject();
  }

  private static boolean isPublish(OciRequest request) {
    return request.is("POST", "20181201", "topics");
  }

  private Notifier.Delivery send() {
    return notifier.send(topic, Samples.alert("web", 7));
  }

  @Test
  void peopleReadTheTextFirst() {
    Alert alert = Samples.alert("web", 7);

    send();

    Topics.Message message = topics.messages(topic).getFirst();
    assertEquals(alert.subject(), message.title());
    assertTrue(message.body().startsWith(alert.text() + "\n\n{"), message.body());
  }

  @Test
  void repeatsAreToldByTheId() {
    send();

    assertEquals(
        Samples.alert("web", 7).id(),
        lastLine(topics.messages(topic).getFirst()).get("id").getAsString());
  }

  @Test
  void aTextThatIsTooLongIsCutAndTheEntryIsWhole() {
    Alert full = Samples.alert("web", 7);
    Alert huge =
        new Alert(full.id(), "web", full.subject(), "𝄞ü".repeat(40_000), full.json(), Map.of());

    assertEquals(new Notifier.Delivery.Delivered(), notifier.send(topic, huge));

    String body = topics.messages(topic).getFirst().body();
    int bytes = body.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes <= OciNotifier.MOST_BYTES, bytes + " bytes");
    assertTrue(bytes > OciNotifier.MOST_BYTES - 500, bytes + " bytes");
    assertFalse(body.contains("\uFFFD") || body.contains("?"), "cut within a character");
    assertTrue(body.contains("[…] cut"), "does not say that it was cut");
    assertEquals(full.json(), received().getFirst().body());
  }

  @Test
  void anEntryThatIsNoJsonIsDeliveredAsAText() {
    Alert alert = new Alert("web-1", "web", "subject", "text", "{\"half", Map.of());

    assertEquals(new Notifier.Delivery.Delivered(), notifier.send(topic, alert));

    assertEquals("\"{\\\"half\"", received().getFirst().body());
  }

  @Test
  void whatIsMoreThanTheTopicTakesInAMinuteIsWorthAnotherTry() {
    topics.clock(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
    for (int i = 0; i < 60; i++) {
      assertEquals(new Notifier.Delivery.Delivered(), send());
    }

    assertInstanceOf(Notifier.Delivery.Failed.class, send());
  }

  @Test
  void whatTheServiceCannotDoNowIsWorthAnotherTry() {
    for (Fault fault : List.of(Fault.SERVER_ERROR, Fault.UNAVAILABLE, Fault.CUT, Fault.GARBAGE)) {
      server.faults().next(OciNotifierTest::isPublish, fault);

      assertInstanceOf(Notifier.Delivery.Failed.class, send(), fault::toString);
    }
  }

  @Test
  void anAlertWhoseReplyWasLostHasArrivedAndIsSentAgain() {
    server.faults().next(OciNotifierTest::isPublish, Fault.LOSE_REPLY);

    assertInstanceOf(Notifier.Delivery.Failed.class, send());
    assertEquals(1, received().size());
  }

  @Test
  void aClockThatIsWrongIsWorthAnotherTry() {
    server.clock(InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z")));

    assertInstanceOf(Notifier.Delivery.Failed.class, send());
  }

  @Test
  void aTopicThatMayNotBeWrittenIsRefusedAndNamed() {
    server.policy(request -> false);

    String detail = assertInstanceOf(Notifier.Delivery.Refused.class, send()).detail();
    assertTrue(detail.contains(topic) && detail.contains("NotAuthorizedOrNotFound"), detail);
  }
}
