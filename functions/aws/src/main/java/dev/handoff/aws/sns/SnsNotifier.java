package dev.handoff.aws.sns;

import com.google.gson.JsonObject;
import dev.handoff.controller.port.Notifier;
import dev.handoff.events.Alert;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Publishes an alert once for all subscribers: e-mail and text messages carry the text for people,
 * queues, functions and web hooks the JSON, and all of them the attributes that filter policies
 * look at.
 */
public final class SnsNotifier implements Notifier {

  private static final List<String> MACHINES =
      List.of("sqs", "lambda", "http", "https", "firehose");

  private final SnsClient client;

  public SnsNotifier(SnsClient client) {
    this.client = client;
  }

  @Override
  public Delivery send(String topic, Alert alert) {
    PublishRequest.Builder publish =
        PublishRequest.builder()
            .topicArn(topic)
            .subject(alert.subject())
            .messageStructure("json")
            .message(message(alert))
            .messageAttributes(attributes(alert));
    if (topic.endsWith(".fifo")) {
      publish.messageGroupId(alert.cluster()).messageDeduplicationId(alert.id());
    }
    try {
      client.publish(publish.build());
      return new Delivery.Delivered();
    } catch (AwsServiceException e) {
      boolean temporary = e.statusCode() >= 500 || e.isThrottlingException();
      return temporary
          ? new Delivery.Failed(sentence(topic, alert, e))
          : new Delivery.Refused(sentence(topic, alert, e));
    } catch (SdkException e) {
      return new Delivery.Failed(sentence(topic, alert, e));
    }
  }

  private static String sentence(String topic, Alert alert, SdkException e) {
    return "alert %s to %s: %s".formatted(alert.id(), topic, e.getMessage());
  }

  private static String message(Alert alert) {
    JsonObject byProtocol = new JsonObject();
    byProtocol.addProperty("default", alert.text());
    MACHINES.forEach(protocol -> byProtocol.addProperty(protocol, alert.json()));
    return byProtocol.toString();
  }

  private static Map<String, MessageAttributeValue> attributes(Alert alert) {
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    alert
        .attributes()
        .forEach((name, value) -> {
          // SNS refuses the whole message for an attribute without a value.
          if (!value.isEmpty()) {
            attributes.put(
                name,
                MessageAttributeValue.builder().dataType("String").stringValue(value).build());
          }
        });
    return attributes;
  }
}
