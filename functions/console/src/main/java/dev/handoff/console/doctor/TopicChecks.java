package dev.handoff.console.doctor;

import dev.handoff.events.spec.ClusterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** Would anybody hear of a failover? */
final class TopicChecks {

  private static final String AREA = "topic";

  private final SnsClient client;
  private final String installations;

  /**
   * Makes them.
   *
   * @param installations topic to which alone the function may publish; empty: not known
   */
  TopicChecks(SnsClient client, String installations) {
    this.client = client;
    this.installations = installations;
  }

  List<Check> run(List<ClusterSpec> specs) {
    List<Check> checks = new ArrayList<>();
    TreeSet<String> topics = new TreeSet<>();
    for (ClusterSpec spec : specs) {
      String topic = spec.topic();
      if (topic == null) {
        checks.add(
            Check.warn(
                AREA,
                spec.cluster() + " has no topic: nobody is told of a failover",
                "alerts: {topic: "
                    + (installations.isEmpty() ? "arn:aws:sns:…" : installations)
                    + "} in its spec"));
        continue;
      }
      topics.add(topic);
      if (!installations.isEmpty() && !topic.equals(installations)) {
        checks.add(
            Check.warn(
                AREA,
                "%s tells %s, and the function may publish to %s as it was installed"
                    .formatted(spec.cluster(), topic, installations),
                "name that topic in the spec, or permit sns:Publish on the other"));
      }
    }
    if (!installations.isEmpty()) {
      topics.add(installations);
    }
    topics.forEach(topic -> checks.add(topic(topic)));
    return checks;
  }

  private Check topic(String topic) {
    try {
      return subscriptions(
          topic, client.getTopicAttributes(get -> get.topicArn(topic)).attributes());
    } catch (NotFoundException | InvalidParameterException e) {
      return Check.fail(
          AREA,
          "there is no topic " + topic + ": " + e.getMessage(),
          "create it, or name another in the spec");
    } catch (AuthorizationErrorException e) {
      return Check.warn(
          AREA,
          "you may not look at " + topic,
          "to have it checked, ask for sns:GetTopicAttributes");
    } catch (SdkException e) {
      return Check.fail(AREA, topic + ": " + e.getMessage(), "is the network in order?");
    }
  }

  static Check subscriptions(String topic, Map<String, String> attributes) {
    String confirmed = attributes.getOrDefault("SubscriptionsConfirmed", "0");
    String pending = attributes.getOrDefault("SubscriptionsPending", "0");
    if (!confirmed.equals("0")) {
      return Check.ok(AREA, topic + " has " + confirmed + " confirmed subscription(s)");
    }
    return pending.equals("0")
        ? Check.fail(
            AREA,
            topic + " has no subscription: nobody is told",
            "aws sns subscribe --protocol email --notification-endpoint YOU@EXAMPLE.ORG"
                + " --topic-arn "
                + topic)
        : Check.fail(
            AREA,
            "nobody has confirmed the subscription to " + topic + " yet",
            "follow the link in the mail that SNS has sent; look into the spam folder, too");
  }
}
