package dev.handoff.installation.sam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.installation.Policies;
import dev.handoff.installation.iam.Policy;
import dev.handoff.installation.iam.Request;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the SAM template says. */
class TemplateTest {

  private static final String FUNCTION_ROLE = "arn:aws:iam::111122223333:role/handoff-function";
  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:handoff-alerts";

  private final Template template = Template.read();

  @ParameterizedTest
  @CsvSource({
    "FunctionPolicy, function", "FencePolicy, fence", "SchedulerPolicy, scheduler",
    "NodePolicy, node", "ViewerPolicy, viewer", "OperatorPolicy, operator"
  })
  void itsPoliciesAreThoseOfTheRepository(String resource, String policy) {
    assertEquals(
        Policies.document(policy).get("Statement"), template.policy(resource).get("Statement"));
  }

  @ParameterizedTest
  @CsvSource({"FunctionPolicy, function", "NodePolicy, node", "ViewerPolicy, viewer"})
  void whoUsesTablesWithAKeyOfTheirOwnMayUseTheKey(String resource, String policy) {
    JsonArray both = Policies.document(policy).getAsJsonArray("Statement").deepCopy();
    both.addAll(Policies.document("key").getAsJsonArray("Statement"));

    assertEquals(both, template.policy(resource, true).get("Statement"));
  }

  @Test
  void onlyUrgentBeatsOfNodesWakeTheController() {
    JsonArray filters = source().getAsJsonObject("FilterCriteria").getAsJsonArray("Filters");

    assertEquals(1, filters.size());
    assertEquals(
        JsonParser.parseString(
            "{'dynamodb':{'NewImage':{'by':{'S':['node']},'urgent':{'S':['1']}}}}"),
        JsonParser.parseString(filters.get(0).getAsJsonObject().get("Pattern").getAsString()));
  }

  /**
   * By default a stream repeats a record that fails until it is a day old, and blocks its shard.
   */
  @Test
  void aRecordThatFailsDoesNotBlockItsShard() {
    JsonObject source = source();

    assertEquals(60, source.get("MaximumRecordAgeInSeconds").getAsInt());
    assertEquals(3, source.get("MaximumRetryAttempts").getAsInt());
    assertTrue(source.get("BisectBatchOnFunctionError").getAsBoolean());
    assertEquals("[\"ReportBatchItemFailures\"]", source.get("FunctionResponseTypes").toString());
    assertEquals("SQS", onFailure(source).get("Type").getAsString());
  }

  @Test
  void whatComesLateIsNotDoneAtAll() {
    JsonObject asynchronous =
        template.properties("Controller").getAsJsonObject("EventInvokeConfig");
    JsonObject retries = event("EveryMinute").getAsJsonObject("RetryPolicy");

    assertEquals(60, asynchronous.get("MaximumEventAgeInSeconds").getAsInt());
    assertEquals(0, asynchronous.get("MaximumRetryAttempts").getAsInt());
    assertEquals("SQS", onFailure(asynchronous).get("Type").getAsString());
    assertEquals(60, retries.get("MaximumEventAgeInSeconds").getAsInt());
    assertEquals(0, retries.get("MaximumRetryAttempts").getAsInt());
    assertTrue(event("EveryMinute").has("DeadLetterConfig"));
  }

  @Test
  void whatFailsIsHeardOfAlsoWhenTheQueueDoesNotTakeIt() {
    JsonObject lies = template.properties("SomethingFailed");
    JsonObject lost = template.properties("FailureLost");

    assertEquals(
        "[{\"Name\":\"QueueName\",\"Value\":{\"Fn::GetAtt\":\"Failed.QueueName\"}}]",
        lies.get("Dimensions").toString());
    assertEquals("DestinationDeliveryFailures", lost.get("MetricName").getAsString());
    assertEquals(
        "[{\"Name\":\"FunctionName\",\"Value\":{\"Ref\":\"Controller\"}}]",
        lost.get("Dimensions").toString());
  }

  @Test
  void theTopicTakesAlertsFromTheControllerAndFromAlarmsOnly() {
    Policy topic = Policy.of(template.policy("AlertsPolicy"));
    Request publish = Request.of("sns:Publish", TOPIC);

    assertFalse(topic.denies(by(publish, FUNCTION_ROLE)));
    assertTrue(topic.denies(by(publish, "arn:aws:iam::111122223333:role/handoff-node")));
    assertTrue(topic.denies(by(publish, "arn:aws:iam::111122223333:user/somebody")));
    assertFalse(topic.denies(publish.where("aws:PrincipalIsAWSService", "true")));
    assertTrue(topic.allows(alarm(publish, "handoff-troubles")));
    assertFalse(topic.allows(alarm(publish, "payroll")));
  }

  @Test
  void theTablesSurviveAMistake() {
    for (String table : new String[] {"Nodes", "Clusters"}) {
      JsonObject properties = template.properties(table);
      assertEquals(
          "{\"PointInTimeRecoveryEnabled\":true}",
          properties.get("PointInTimeRecoverySpecification").toString());
      assertEquals(
          "{\"Fn::If\":[\"IsProtected\",true,false]}",
          properties.get("DeletionProtectionEnabled").toString());
    }
  }

  /** Each costs as much as a thousand failovers do. */
  @Test
  void metricsOfClustersAreOffUnlessAskedFor() {
    JsonObject variables =
        template
            .properties("Controller")
            .getAsJsonObject("Environment")
            .getAsJsonObject("Variables");

    assertEquals("{\"Ref\":\"ClusterMetrics\"}", variables.get("HANDOFF_METRICS").toString());
    assertEquals("false", template.parameter("ClusterMetrics").get("Default").getAsString());
  }

  @Test
  void whatTheCommandLineNeedsIsOneOutput() {
    JsonObject deployment = JsonParser.parseString(template.output("Deployment")).getAsJsonObject();

    assertEquals(
        Map.of(
            "region", "eu-central-1",
            "account", "111122223333",
            "tables", "handoff",
            "function", "${Controller.Alias}",
            "topic", TOPIC),
        Map.copyOf(
            deployment.asMap().entrySet().stream()
                .collect(
                    java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, e -> e.getValue().getAsString()))));
  }

  private static Request by(Request request, String principal) {
    return request.where("aws:PrincipalArn", principal).where("aws:PrincipalIsAWSService", "false");
  }

  private static Request alarm(Request request, String name) {
    return request
        .where("aws:PrincipalIsAWSService", "true")
        .where("aws:SourceAccount", "111122223333")
        .where("aws:SourceArn", "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:" + name);
  }

  private JsonObject source() {
    return event("UrgentBeats");
  }

  private JsonObject event(String name) {
    return template
        .properties("Controller")
        .getAsJsonObject("Events")
        .getAsJsonObject(name)
        .getAsJsonObject("Properties");
  }

  private static JsonObject onFailure(JsonObject source) {
    JsonElement onFailure = source.getAsJsonObject("DestinationConfig").get("OnFailure");
    return onFailure.getAsJsonObject();
  }
}
