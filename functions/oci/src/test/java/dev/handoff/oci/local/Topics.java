package dev.handoff.oci.local;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Notifications: topics, whose subscribers are told at once. Source: PublishMessage
 * (docs.oracle.com/en-us/iaas/api/#/en/notification/20181201/NotificationTopic/PublishMessage).
 */
public final class Topics implements OciService {

  /** "Message size limit per request: 64KB." */
  private static final int MOST_BYTES = 64 * 1024;

  /** "Transactions Per Minute (TPM) per-tenancy limit for this operation: 60 per topic." */
  private static final int MOST_A_MINUTE = 60;

  private final Map<String, Topic> topics = new HashMap<>();
  private InstantSource clock = InstantSource.system();

  /** A message as a subscriber gets it. */
  public record Message(String title, String body) {}

  private record Topic(
      List<Message> messages, List<Instant> times, List<Consumer<Message>> subscribers) {}

  /** Makes a topic. */
  public synchronized String topic() {
    String id = Item.of("onstopic").id();
    topics.put(id, new Topic(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
    return id;
  }

  /** The clock that limits are counted by. */
  public synchronized void clock(InstantSource source) {
    clock = source;
  }

  /** Lets somebody have all messages from now on. */
  public synchronized void subscribe(String topic, Consumer<Message> subscriber) {
    known(topic).subscribers().add(subscriber);
  }

  /** What was published so far, oldest first. */
  public synchronized List<Message> messages(String topic) {
    return List.copyOf(known(topic).messages());
  }

  private Topic known(String id) {
    Topic topic = topics.get(id);
    if (topic == null) {
      throw OciRefusal.notFound(id);
    }
    return topic;
  }

  @Override
  public Optional<OciReply> answer(OciRequest request) {
    if (!request.isExactly("POST", "20181201", "topics", "*", "messages")) {
      return Optional.empty();
    }
    Message message = message(request);
    List<Consumer<Message>> subscribers = publish(request.path().get(2), message);
    subscribers.forEach(subscriber -> subscriber.accept(message));
    return Optional.of(
        OciReply.json(
            202,
            Map.of(
                "messageId", UUID.randomUUID().toString(), "timeStamp", Instant.now().toString())));
  }

  private synchronized List<Consumer<Message>> publish(String id, Message message) {
    Topic topic = known(id);
    Instant now = clock.instant();
    topic.times().removeIf(time -> !time.isAfter(now.minus(Duration.ofMinutes(1))));
    if (topic.times().size() >= MOST_A_MINUTE) {
      throw new OciRefusal(429, "TooManyRequests", "more than 60 messages a minute");
    }
    topic.times().add(now);
    topic.messages().add(message);
    return List.copyOf(topic.subscribers());
  }

  private static Message message(OciRequest request) {
    if (request.body().length > MOST_BYTES) {
      throw new OciRefusal(400, "InvalidParameter", "a message has at most 64 KB");
    }
    if (request.header("messagetype").filter("JSON"::equals).isPresent()) {
      throw new OciRefusal(400, "InvalidParameter", "\"Support for JSON is deprecated.\"");
    }
    JsonObject details = request.json();
    if (!details.has("body")) {
      throw new OciRefusal(400, "MissingParameter", "a message has a body");
    }
    return new Message(
        details.has("title") ? details.get("title").getAsString() : "",
        details.get("body").getAsString());
  }
}
