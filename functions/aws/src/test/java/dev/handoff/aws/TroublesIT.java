package dev.handoff.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.aws.ec2.Ec2World;
import dev.handoff.aws.local.AwsServer;
import dev.handoff.aws.local.EventSource;
import dev.handoff.aws.local.EventSource.Patience;
import dev.handoff.aws.local.FaultyFront;
import dev.handoff.aws.local.FaultyFront.Fault;
import dev.handoff.aws.local.LocalFunction;
import dev.handoff.aws.local.PlayedNode;
import dev.handoff.aws.local.QueueOfFailures;
import dev.handoff.aws.sns.SubscribedQueue;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * What must never cost a failover: each trouble while the owner of an elastic IP shuts down, for
 * the zip that is deployed. Somebody hears of each: by an alert, by a line of the log on which an
 * alarm stands, or by a metric of Lambda's own.
 */
@SuppressWarnings("NullAway.Init") // set before each test, or it is skipped
class TroublesIT {

  private static final String SCHEDULE = "{\"schedule\": true}";

  private URI aws;
  private FaultyFront front;
  private Ec2World world;
  private SubscribedQueue people;
  private QueueOfFailures failures;
  private LocalFunction function;
  private EventSource source;
  private ClusterSpec spec;
  private PlayedNode n1;
  private PlayedNode n2;
  private boolean hasLeft;

  /** n1 has the address. */
  @BeforeEach
  void start(TestInfo test) throws Exception {
    aws = AwsServer.require();
    front = FaultyFront.before(aws);
    world = new Ec2World(aws);
    people = new SubscribedQueue(aws);
    failures = new QueueOfFailures(aws);
    function = LocalFunction.start(front.endpoint(), test.getTestMethod().orElseThrow().getName());
    source = new EventSource(function::invoke, Patience.ofTemplate(), failures::put);
    spec =
        LambdaArtifactIT.mailing(
            Samples.spec("web", world.spec.nodes(), List.of(world.eip())), people.topic());
    n1 = function.node(spec, "n1");
    n2 = function.node(spec, "n2");
    operate(new OperatorCommand.Apply(spec));
    n1.beat(false);
    n2.beat(false);
    pump();
    assertTrue(n1.isActive(), function::output);
    people.take();
  }

  @AfterEach
  void stop() throws Exception {
    if (function != null) {
      function.close();
      failures.close();
      people.close();
      world.close();
      front.close();
    }
  }

  @Test
  void aPoisonousRecordEndsInTheQueueOfWhatFailed() {
    n1.babble();
    shutDownOwner();

    assertHasMoved();
    JsonObject message = JsonParser.parseString(only(failures.look())).getAsJsonObject();
    assertEquals(
        "RetryAttemptsExhausted",
        message.getAsJsonObject("requestContext").get("condition").getAsString());
    assertTrue(function.output().contains("\"event\":\"bad-record\""), function::output);
  }

  @Test
  void aQueueThatTakesNothingCostsNothingButTheMessage() {
    failures.delete();

    n1.babble();
    shutDownOwner();

    assertHasMoved();
    assertEquals(1, source.undelivered(), "Lambda's metric DestinationDeliveryFailures");
  }

  @Test
  void aThrottledCloudIsAskedAgainByTheSchedule() {
    front.always("AssociateAddress", Fault.THROTTLE);

    shutDownOwner();

    assertTrue(hasTroubles("RequestLimitExceeded"), function::output);
    front.heal();
    schedule();
    assertHasMoved();
  }

  @Test
  void aMissingPermissionIsNamedByAnAlertAndTheMoveIsMadeOnceItIsGiven() {
    front.always("AssociateAddress", Fault.FORBID);

    shutDownOwner();

    List<SubscribedQueue.Envelope> alerts = people.take();
    assertTrue(
        alerts.stream().anyMatch(alert -> alert.message().contains("not authorized")),
        alerts::toString);
    front.heal();
    schedule();
    assertHasMoved();
  }

  @Test
  void aTopicThatIsGoneStopsNoFailoverAndItsAlertsComeOnceItIsBack() {
    people.deleteTopic();

    shutDownOwner();

    assertHasMoved();
    assertTrue(hasTroubles("refused"), function::output);
    schedule();
    long moves = function.output().lines().filter(line -> line.contains("\"Moves\":1")).count();
    assertEquals(2, moves, "the first start and the failover, each told once");
    people.makeTopicAgain();
    schedule();
    List<SubscribedQueue.Envelope> alerts = people.take();
    assertTrue(alerts.stream().anyMatch(alert -> alert.subject().contains("n2")), alerts::toString);
  }

  private void assertHasMoved() {
    assertTrue(n2.isActive(), function::output);
    assertEquals(world.spec.nodes().get(1).networkInterface(), world.interfaceOfElasticIp());
  }

  /** Whether the metric filter of the alarm finds a line, and it names the reason. */
  private boolean hasTroubles(String reason) {
    return function
        .output()
        .lines()
        .filter(line -> line.contains("\"event\":\"evaluated\""))
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .filter(line -> line.has("troubles"))
        .anyMatch(line -> line.get("troubles").toString().contains(reason));
  }

  private static String only(List<String> messages) {
    assertEquals(1, messages.size(), messages::toString);
    return messages.getFirst();
  }

  private void shutDownOwner() {
    n1.beat(true);
    hasLeft = true;
    pump();
  }

  /** A minute later. */
  private void schedule() {
    n2.beat(false);
    assertFalse(function.invoke(SCHEDULE).failed(), function::output);
    pump();
  }

  /** Plays beats and stream until nothing is urgent any more. */
  private void pump() {
    for (int quiet = 0, turn = 0; quiet < 3 && turn < 30; turn++) {
      Optional<String> event = function.pump().poll();
      quiet = event.isEmpty() ? quiet + 1 : 0;
      event.ifPresent(source::deliver);
      if (!hasLeft) {
        n1.obey();
      }
      n2.obey();
    }
  }

  private void operate(OperatorCommand command) {
    JsonObject body = new JsonObject();
    body.addProperty("cluster", spec.cluster());
    body.addProperty("by", "arn:aws:iam::123456789012:user/ann");
    body.add("command", JsonParser.parseString(Json.write(command, OperatorCommand.class)));
    JsonObject event = new JsonObject();
    event.add("operator", body);
    assertFalse(function.invoke(event.toString()).failed(), function::output);
  }
}
