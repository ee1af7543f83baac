package dev.handoff.aws.local;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The queue of what failed, on an AWS API server. */
public final class QueueOfFailures implements AutoCloseable {

  private final SqsClient sqs;
  private final String queue;

  /** Makes the queue. */
  public QueueOfFailures(URI server) {
    sqs =
        SqsClient.builder()
            .region(DynamoDbLocalServer.REGION)
            .credentialsProvider(DynamoDbLocalServer.CREDENTIALS)
            .endpointOverride(server)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    queue = sqs.createQueue(request -> request.queueName("failed-" + UUID.randomUUID())).queueUrl();
  }

  /** Puts a message in; false: it was refused. */
  public boolean put(String message) {
    try {
      sqs.sendMessage(request -> request.queueUrl(queue).messageBody(message));
      return true;
    } catch (SqsException e) {
      return false;
    }
  }

  /** What lies in it, at most ten, until it is visible again. */
  public List<String> look() {
    return sqs
        .receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0))
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }

  /** It refuses all from now on. */
  public void delete() {
    sqs.deleteQueue(request -> request.queueUrl(queue));
  }

  @Override
  public void close() {
    sqs.close();
  }
}
