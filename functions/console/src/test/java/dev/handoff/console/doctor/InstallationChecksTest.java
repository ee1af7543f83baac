package dev.handoff.console.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.deployment.Deployment;
import dev.handoff.console.doctor.Check.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Tables, function, topic and this machine's clock, each as AWS may describe it. */
final class InstallationChecksTest {

  private static final Deployment PROD =
      new Deployment(
          "eu-central-1",
          "123456789012",
          "prod",
          "arn:aws:lambda:eu-central-1:123456789012:function:prod:live",
          "");

  private static final TableDescription.Builder TABLE =
      TableDescription.builder().tableName("prod-nodes").tableStatus(TableStatus.ACTIVE);

  private static final String SOURCE =
      """
      {"EventSourceMappings": [{"UUID": "u-1", "State": "Enabled", "LastProcessingResult": "OK",
        "EventSourceArn": "arn:aws:dynamodb:eu-central-1:123456789012:table/prod-nodes/stream/1"}]}\
      """;

  private static void says(Outcome outcome, String words, Check check) {
    assertEquals(outcome, check.outcome(), check::toString);
    assertTrue((check.found() + " " + check.mend()).contains(words), check::toString);
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Test
  void theNodesTableNeedsAStreamOfNewImages() {
    says(Outcome.FAIL, "has no stream", TableChecks.nodes(TABLE.copy().build()));
    says(
        Outcome.FAIL,
        "shows KEYS_ONLY",
        TableChecks.nodes(
            TABLE
                .copy()
                .streamSpecification(
                    s -> s.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY))
                .build()));
    says(
        Outcome.OK,
        "stream is on",
        TableChecks.nodes(
            TABLE
                .copy()
                .streamSpecification(
                    s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE))
                .build()));
  }

  @Test
  void theClustersTableNeedsItsIndex() {
    GlobalSecondaryIndexDescription index =
        GlobalSecondaryIndexDescription.builder().indexName("clusters").build();

    says(Outcome.FAIL, "no index 'clusters'", TableChecks.clusters(TABLE.copy().build()));
    says(
        Outcome.OK,
        "is there",
        TableChecks.clusters(TABLE.copy().globalSecondaryIndexes(List.of(index)).build()));
  }

  @Test
  void aTableThatIsBeingMadeIsNoTableYet() {
    TableDescription creating = TABLE.copy().tableStatus(TableStatus.CREATING).build();

    says(Outcome.FAIL, "is CREATING", TableChecks.nodes(creating));
    says(Outcome.FAIL, "is CREATING", TableChecks.clusters(creating));
  }

  @Test
  void theFunctionWorksOnTheSameTables() {
    String environment =
        "{\"State\": \"Active\", \"Timeout\": %d, \"Environment\": {\"Variables\":"
            + " {\"HANDOFF_TABLES\": \"%s\", \"HANDOFF_ACCOUNT\": \"%s\"}}}";

    says(
        Outcome.OK,
        "is there",
        FunctionChecks.configuration(
            PROD, json(environment.formatted(150, "prod", "123456789012"))));
    says(
        Outcome.FAIL,
        "on the tables of test, not of prod",
        FunctionChecks.configuration(
            PROD, json(environment.formatted(150, "test", "123456789012"))));
    says(
        Outcome.FAIL,
        "those of account 999999999999",
        FunctionChecks.configuration(
            PROD, json(environment.formatted(150, "prod", "999999999999"))));
    says(
        Outcome.WARN,
        "timeout is 3 s",
        FunctionChecks.configuration(PROD, json(environment.formatted(3, "prod", "123456789012"))));
  }

  @Test
  void aFunctionThatIsNotActiveIsToldWithTheReason() {
    says(
        Outcome.FAIL,
        "it is Failed: no such key",
        FunctionChecks.configuration(
            PROD, json("{\"State\": \"Failed\", \"StateReason\": \"no such key\"}")));
  }

  @Test
  void urgentBeatsNeedAnEventSource() {
    says(Outcome.OK, "reach the function", FunctionChecks.sources(PROD, json(SOURCE)));
    says(Outcome.FAIL, "wake nobody", FunctionChecks.sources(PROD, json("{}")));
    says(
        Outcome.FAIL,
        "wake nobody",
        FunctionChecks.sources(PROD, json(SOURCE.replace("prod-nodes", "test-nodes"))));
    says(
        Outcome.FAIL,
        "update-event-source-mapping --enabled --uuid u-1",
        FunctionChecks.sources(PROD, json(SOURCE.replace("Enabled", "Disabled"))));
  }

  @Test
  void aTopicNeedsSomebodyWhoHasConfirmed() {
    says(
        Outcome.OK,
        "2 confirmed",
        TopicChecks.subscriptions(
            "topic", Map.of("SubscriptionsConfirmed", "2", "SubscriptionsPending", "1")));
    says(
        Outcome.FAIL,
        "nobody has confirmed",
        TopicChecks.subscriptions(
            "topic", Map.of("SubscriptionsConfirmed", "0", "SubscriptionsPending", "1")));
    says(
        Outcome.FAIL,
        "no subscription",
        TopicChecks.subscriptions(
            "topic", Map.of("SubscriptionsConfirmed", "0", "SubscriptionsPending", "0")));
  }

  @Test
  void thisMachinesClockIsComparedWithTheServers() {
    says(Outcome.OK, "agrees", ServerClock.check(Duration.ofMillis(-900)));
    says(Outcome.WARN, "61 s ahead", ServerClock.check(Duration.ofSeconds(61)));
    says(Outcome.WARN, "61 s behind", ServerClock.check(Duration.ofSeconds(-61)));
    says(Outcome.WARN, "no date", ServerClock.check(null));
  }
}
