package dev.handoff.aws.sns;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.aws.local.DynamoDbLocalServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A topic of its own with a queue subscribed to it, on an AWS API server. */
public final class SubscribedQueue implements AutoCloseable {

  private final SnsClient sns;
  private final SqsClient sqs;
  private final String topic;
  private final String queue;
  private final String arn;

  /** Makes the topic and the queue. */
  public SubscribedQueue(URI server) {
    this(server, null);
  }

  /** Makes a queue for a topic that is there; null: makes that too. */
  public SubscribedQueue(URI server, @Nullable String existing) {
    sns =
        SnsClient.builder()
            .region(DynamoDbLocalServer.REGION)
            .credentialsProvider(DynamoDbLocalServer.CREDENTIALS)
            .endpointOverride(server)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    sqs =
        SqsClient.builder()
            .region(DynamoDbLocalServer.REGION)
            .credentialsProvider(DynamoDbLocalServer.CREDENTIALS)
            .endpointOverride(server)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    String name = "alerts-" + UUID.randomUUID();
    topic = existing == null ? sns.createTopic(request -> request.name(name)).topicArn() : existing;
    queue = sqs.createQueue(request -> request.queueName(name)).queueUrl();
    arn =
        Objects.requireNonNull(
            sqs.getQueueAttributes(
                    request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN));
    subscribe();
  }

  private void subscribe() {
    sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn));
  }

  public void deleteTopic() {
    sns.deleteTopic(request -> request.topicArn(topic));
  }

  /** Makes the topic once more after it was deleted, with the queue subscribed to it. */
  public void makeTopicAgain() {
    String name = topic.substring(topic.lastIndexOf(':') + 1);
    sns.createTopic(request -> request.name(name));
    subscribe();
  }

  public String topic() {
    return topic;
  }

  /** The envelopes that have arrived and were not taken out before. */
  public List<Envelope> take() {
    List<Envelope> envelopes = new ArrayList<>();
    while (true) {
      List<Message> messages =
          sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0))
              .messages();
      if (messages.isEmpty()) {
        return envelopes;
      }
      for (Message message : messages) {
        envelopes.add(Envelope.of(message.body()));
        sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
      }
    }
  }

  @Override
  public void close() {
    sns.close();
    sqs.close();
  }

  /** What SNS puts into a queue. */
  public record Envelope(String subject, String message, Map<String, String> attributes) {

    static Envelope of(String body) {
      JsonObject json = JsonParser.parseString(body).getAsJsonObject();
      JsonObject attributes =
          json.has("MessageAttributes")
              ? json.getAsJsonObject("MessageAttributes")
              : new JsonObject();
      Map<String, String> values = new TreeMap<>();
      attributes
          .asMap()
          .forEach((name, value) ->
              values.put(name, value.getAsJsonObject().get("Value").getAsString()));
      return new Envelope(
          json.get("Subject").getAsString(), json.get("Message").getAsString(), values);
    }
  }
}
