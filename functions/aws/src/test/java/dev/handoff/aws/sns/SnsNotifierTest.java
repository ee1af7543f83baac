package dev.handoff.aws.sns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.aws.AwsClients;
import dev.handoff.aws.ec2.Ec2World;
import dev.handoff.aws.local.AwsServer;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.FaultyFront;
import dev.handoff.controller.port.Notifier;
import dev.handoff.controller.port.NotifierContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.Alert;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

@SuppressWarnings("NullAway.Init") // set before each test, or it is skipped
class SnsNotifierTest extends NotifierContract {

  private FaultyFront front;
  private SubscribedQueue queue;
  private SnsClient client;
  private Notifier notifier;

  @BeforeEach
  void start() {
    URI behind = AwsServer.require();
    front = FaultyFront.before(behind);
    queue = new SubscribedQueue(behind);
    client =
        new AwsClients(Ec2World.settings(front.endpoint()), DynamoDbLocalServer.CREDENTIALS).sns();
    notifier = new SnsNotifier(client);
  }

  @AfterEach
  void stop() {
    if (front != null) {
      client.close();
      queue.close();
      front.close();
    }
  }

  @Override
  protected Notifier notifier() {
    return notifier;
  }

  @Override
  protected String topic() {
    return queue.topic();
  }

  @Override
  protected String missingTopic() {
    return "arn:aws:sns:eu-central-1:123456789012:gone";
  }

  @Override
  protected List<Received> received() {
    return queue.take().stream()
        .map(envelope -> new Received(envelope.message(), envelope.attributes()))
        .toList();
  }

  @Test
  void peopleReceiveTheTextAndMachinesTheJson() {
    Alert alert = Samples.alert("web", 7);

    notifier.send(topic(), alert);

    Map<String, String> form = form(front.calls("Publish").getFirst().body());
    JsonObject message = JsonParser.parseString(form.get("Message")).getAsJsonObject();
    assertEquals("json", form.get("MessageStructure"));
    assertEquals(alert.subject(), form.get("Subject"));
    assertEquals(alert.text(), message.get("default").getAsString());
    assertEquals(alert.json(), message.get("sqs").getAsString());
    assertEquals(alert.json(), message.get("https").getAsString());
    assertTrue(!message.has("email"), "e-mail falls back to the default");
  }

  @Test
  void whatSnsCannotDoNowIsWorthAnotherTry() {
    front.always("Publish", FaultyFront.Fault.SERVER_ERROR);

    assertInstanceOf(
        Notifier.Delivery.Failed.class, notifier.send(topic(), Samples.alert("web", 7)));
  }

  @Test
  void anAlertWhoseReplyWasLostArrivesAtLeastOnce() {
    front.next("Publish", FaultyFront.Fault.LOSE_REPLY);

    assertEquals(
        new Notifier.Delivery.Delivered(), notifier.send(topic(), Samples.alert("web", 7)));
    assertTrue(!received().isEmpty());
  }

  @Test
  void whatIsNoTopicIsRefused() {
    assertInstanceOf(
        Notifier.Delivery.Refused.class, notifier.send("not-a-topic", Samples.alert("web", 7)));
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
