package dev.handoff.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.aws.ec2.Ec2World;
import dev.handoff.aws.local.AwsServer;
import dev.handoff.aws.local.LambdaRuntimeApi.Answer;
import dev.handoff.aws.local.LocalFunction;
import dev.handoff.aws.local.PlayedNode;
import dev.handoff.aws.sns.SubscribedQueue;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The zip that is deployed, under AWS's own runtime interface client, in a process of its own: one
 * story from the first spec to an address that moved.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before all tests, or all are skipped
class LambdaArtifactIT {

  private static final String SCHEDULE =
      """
      {"version": "0", "source": "aws.scheduler", "detail-type": "Scheduled Event",
       "resources": ["arn:aws:scheduler:eu-central-1:123456789012:schedule/default/handoff"],
       "detail": "{}"}\
      """;

  private Ec2World world;
  private SubscribedQueue queue;
  private LocalFunction function;
  private PlayedNode n1;
  private PlayedNode n2;

  @BeforeAll
  void start() throws Exception {
    URI aws = AwsServer.require();
    world = new Ec2World(aws);
    queue = new SubscribedQueue(aws);
    function = LocalFunction.start(aws, "artifact");
    n1 = function.node(world.spec, "n1");
    n2 = function.node(world.spec, "n2");
  }

  @AfterAll
  void stop() throws Exception {
    if (function != null) {
      function.close();
      queue.close();
      world.close();
    }
  }

  @Test
  @Order(1)
  void answersAnOperator() throws Exception {
    ClusterSpec alone = Samples.spec("web", world.spec.nodes(), List.of(world.eip()));

    JsonObject reply = operate(new OperatorCommand.Apply(mailing(alone, queue.topic())));

    assertEquals("done", reply.get("type").getAsString(), reply::toString);
  }

  /** The same cluster, of which people hear by this topic. */
  static ClusterSpec mailing(ClusterSpec spec, String topic) {
    return new ClusterSpec(
        spec.cluster(),
        spec.beat(),
        spec.isolation(),
        spec.fence(),
        spec.limits(),
        spec.symmetric(),
        spec.nodes(),
        spec.groups(),
        spec.constraints(),
        spec.probes(),
        topic);
  }

  @Test
  @Order(2)
  void givesTheAddressToTheFirstNodeOnceBothAreHeard() throws Exception {
    n1.beat(false);
    n2.beat(false);

    pump();

    assertTrue(n1.isActive(), function::output);
    assertFalse(n2.isActive());
    assertEquals(world.spec.nodes().get(0).networkInterface(), world.interfaceOfElasticIp());
  }

  @Test
  @Order(3)
  void answersTheSchedule() throws Exception {
    Answer answer = function.invoke(SCHEDULE);

    assertEquals(new Answer("{\"evaluated\":1}", false), answer);
    assertEquals(world.spec.nodes().get(0).networkInterface(), world.interfaceOfElasticIp());
  }

  @Test
  @Order(4)
  void movesTheAddressWhenItsNodeLeaves() throws Exception {
    queue.take();

    // On a busy machine its last beat is of long ago, and with both gone nothing would be moved.
    n2.beat(false);
    n1.beat(true);
    pump();

    assertTrue(n2.isActive(), function::output);
    assertEquals(world.spec.nodes().get(1).networkInterface(), world.interfaceOfElasticIp());
    List<SubscribedQueue.Envelope> alerts = queue.take();
    assertTrue(alerts.stream().anyMatch(alert -> alert.subject().contains("n2")), alerts::toString);
  }

  @Test
  @Order(4)
  void aCopyFromASnapshotAnswersToo() throws Exception {
    try (LocalFunction copy = LocalFunction.fromSnapshot(AwsServer.require(), "artifact")) {
      assertEquals(new Answer("{\"evaluated\":1}", false), copy.invoke(SCHEDULE));
      assertTrue(copy.output().contains("\"event\":\"rehearsed\""), copy::output);
      assertFalse(copy.output().contains("not-rehearsed"), copy::output);
    }
  }

  @Test
  @Order(5)
  void reportsAPoisonousRecordAsAFailedItem() throws Exception {
    String event =
        """
        {"Records": [{"dynamodb": {"SequenceNumber": "7", "NewImage": {
          "by": {"S": "node"}, "urgent": {"S": "1"}, "beat": {"S": "poison"}}}}]}\
        """;

    assertEquals(
        new Answer("{\"batchItemFailures\":[{\"itemIdentifier\":\"7\"}]}", false),
        function.invoke(event));
  }

  @Test
  @Order(6)
  void failsForAnEventThatIsNoneOfOurs() throws Exception {
    Answer answer = function.invoke("{\"hello\": \"world\"}");

    assertTrue(answer.failed());
    assertTrue(answer.body().contains("neither a schedule's event"), answer::body);
  }

  @Test
  @Order(7)
  void logsJsonAndNoSecrets() throws Exception {
    String output = function.output();

    assertTrue(output.contains("\"event\":\"evaluated\""), output);
    assertTrue(output.contains("\"type\":\"owner-changed\""), output);
    assertTrue(output.contains("\"cause\":{\"type\":\"node-left\",\"node\":\"n1\"}"), output);
    assertFalse(output.contains(LocalFunction.SECRET), "the secret key is in the log");
  }

  @Test
  @Order(7)
  void printsTheMoveAsAnEmbeddedMetric() throws Exception {
    List<JsonObject> documents =
        function
            .output()
            .lines()
            .filter(line -> line.contains("\"CloudWatchMetrics\""))
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();

    assertTrue(
        documents.stream().anyMatch(each -> each.has("Moves") && each.has("TimeToDetect")),
        documents::toString);
    assertEquals("web", documents.getFirst().get("Cluster").getAsString());
  }

  /** Plays beats and stream until nothing is urgent any more. */
  private void pump() throws Exception {
    for (int quiet = 0, turn = 0; quiet < 3 && turn < 30; turn++) {
      Optional<String> event = function.pump().poll();
      quiet = event.isEmpty() ? quiet + 1 : 0;
      if (event.isPresent()) {
        Answer answer = function.invoke(event.get());
        assertEquals(new Answer("{\"batchItemFailures\":[]}", false), answer, function::output);
      }
      n1.obey();
      n2.obey();
    }
  }

  private JsonObject operate(OperatorCommand command) throws Exception {
    JsonObject body = new JsonObject();
    body.addProperty("cluster", world.spec.cluster());
    body.addProperty("by", "arn:aws:iam::123456789012:user/ann");
    body.add("command", JsonParser.parseString(Json.write(command, OperatorCommand.class)));
    JsonObject event = new JsonObject();
    event.add("operator", body);
    Answer answer = function.invoke(event.toString());
    assertFalse(answer.failed(), answer::body);
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }
}
