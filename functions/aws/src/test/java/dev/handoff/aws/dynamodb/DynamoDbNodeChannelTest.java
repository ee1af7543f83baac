package dev.handoff.aws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.handoff.aws.AwsClients;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.FaultyFront;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.port.NodeChannel.Sent;
import dev.handoff.controller.port.NodeChannelContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbNodeChannelTest extends NodeChannelContract {

  private final DynamoDbTables dynamoDb = new DynamoDbTables("channel");
  private final NodeChannel channel = dynamoDb.channel();
  private final AtomicInteger names = new AtomicInteger();
  private final FaultyFront front = FaultyFront.before(DynamoDbLocalServer.shared().endpoint());
  private final DynamoDbClient frontClient =
      new AwsClients(
              DynamoDbLocalServer.settings("channel", front.endpoint()),
              DynamoDbLocalServer.CREDENTIALS)
          .dynamoDb();
  private final NodeChannel throughFront =
      new DynamoDbNodeChannel(frontClient, dynamoDb.settings, new SystemTime());

  @AfterAll
  void close() {
    frontClient.close();
    front.close();
    dynamoDb.close();
  }

  @Override
  protected NodeChannel channel() {
    return channel;
  }

  @Override
  protected ClusterSpec freshSpec(int nodes) {
    int number = names.incrementAndGet();
    List<NodeSpec> fresh =
        IntStream.rangeClosed(1, nodes)
            .mapToObj(
                i -> new NodeSpec("n" + i, "i-%08x%09x".formatted(number, i), "eni-1", Map.of()))
            .toList();
    return Samples.spec("c" + number, fresh, List.of());
  }

  @Override
  protected void beat(ClusterSpec spec, NodeSpec node, Beat beat) {
    dynamoDb.beat(channel.key(spec, node), beat);
  }

  @Override
  protected void poisonBeat(ClusterSpec spec, NodeSpec node, String text) {
    dynamoDb.set(channel.key(spec, node), "beat", "beat", text);
  }

  @Override
  protected void poisonOrders(ClusterSpec spec, NodeSpec node, String text) {
    dynamoDb.set(channel.key(spec, node), "beat", "orders", text);
  }

  @Override
  protected Optional<Plan> plan(ClusterSpec spec, NodeSpec node) {
    return dynamoDb
        .member(channel.key(spec, node), "plan", "plan")
        .map(json -> parsed(json, Plan.class));
  }

  @Override
  protected Optional<Orders> orders(ClusterSpec spec, NodeSpec node) {
    return dynamoDb
        .member(channel.key(spec, node), "beat", "orders")
        .map(json -> parsed(json, Orders.class));
  }

  private static <T> T parsed(String json, Class<T> type) {
    try {
      return Json.read(json, type);
    } catch (MalformedEvent e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theKeyIsTheInstanceArn() {
    ClusterSpec spec = Samples.spec("web", 1);

    assertEquals(
        "arn:aws:ec2:eu-central-1:123456789012:instance/i-00000000000000001",
        channel.key(spec, Samples.node(spec, "n1")));
  }

  @Test
  void aNodeWithoutInstanceGoesByItsName() {
    NodeSpec bare = new NodeSpec("n1", null, null, Map.of());

    assertEquals("web/n1", channel.key(Samples.spec("web", List.of(bare), List.of()), bare));
  }

  @Test
  void theReplyToABeatBringsTheOrders() {
    ClusterSpec spec = freshSpec(1);
    NodeSpec node = Samples.node(spec, "n1");
    channel.send(spec, node, Samples.orders(4));

    var reply = dynamoDb.beat(channel.key(spec, node), Samples.beat(spec.cluster(), "n1", 1));

    assertEquals(Json.write(Samples.orders(4)), Items.text(reply, "orders"));
  }

  @Test
  void ordersDoNotLookLikeAnUrgentBeat() {
    ClusterSpec spec = freshSpec(1);
    NodeSpec node = Samples.node(spec, "n1");
    beat(spec, node, Samples.beat(spec.cluster(), "n1", 2));
    assertEquals(Optional.of("1"), dynamoDb.member(channel.key(spec, node), "beat", "urgent"));

    channel.send(spec, node, Samples.orders(4));

    var item = dynamoDb.node(channel.key(spec, node), "beat");
    assertFalse(item.containsKey("urgent"));
    assertEquals("controller", Items.text(item, "by"));
    assertNotNull(Items.text(item, "beat"));
  }

  @Test
  void ordersWhoseReplyWasLostAreDone() {
    ClusterSpec spec = freshSpec(1);
    NodeSpec node = Samples.node(spec, "n1");
    front.next("UpdateItem", FaultyFront.Fault.LOSE_REPLY);

    assertEquals(new Sent.Done(), throughFront.send(spec, node, Samples.orders(4)));
    assertEquals(Optional.of(Samples.orders(4)), orders(spec, node));
  }

  @Test
  void nodesAreUnreadableWhenDynamoDbRefuses() {
    ClusterSpec spec = freshSpec(2);
    front.always("BatchGetItem", FaultyFront.Fault.FORBID_JSON);
    try {
      throughFront
          .read(spec)
          .values()
          .forEach(reading -> assertInstanceOf(NodeReading.Unreadable.class, reading));
    } finally {
      front.heal();
    }
  }

  @Test
  void writesThatDynamoDbRefusesHaveFailed() {
    ClusterSpec spec = freshSpec(1);
    NodeSpec node = Samples.node(spec, "n1");
    List.of("UpdateItem", "PutItem", "DeleteItem")
        .forEach(call -> front.always(call, FaultyFront.Fault.FORBID_JSON));
    try {
      Plan plan = Samples.plan("p1", spec, node);
      assertInstanceOf(Sent.Failed.class, throughFront.send(spec, node, Samples.orders(1)));
      assertInstanceOf(Sent.Failed.class, throughFront.publish(spec, node, plan));
      assertInstanceOf(Sent.Failed.class, throughFront.forget(spec, node));
    } finally {
      front.heal();
    }
  }

  @Test
  void whateverANodeWritesIntoItsItemHasAnOutcome() {
    List<AttributeValue> values =
        List.of(
            AttributeValue.fromN("1E+30"),
            AttributeValue.fromN("1.5"),
            AttributeValue.fromN("-9223372036854775809"),
            AttributeValue.fromS(""),
            AttributeValue.fromNul(true),
            AttributeValue.fromBool(true),
            AttributeValue.fromL(List.of()),
            AttributeValue.fromM(Map.of("S", AttributeValue.fromS("x"))),
            AttributeValue.fromB(SdkBytes.fromUtf8String("{}")));
    for (AttributeValue value : values) {
      for (String member : List.of("beat", "orders", "ordersRevision", "by", "urgent")) {
        ClusterSpec spec = freshSpec(2);
        NodeSpec poison = Samples.node(spec, "n2");
        NodeSpec healthy = Samples.node(spec, "n1");
        beat(spec, healthy, Samples.beat(spec.cluster(), "n1", 1));
        beat(spec, poison, Samples.beat(spec.cluster(), "n2", 1));
        dynamoDb.set(channel.key(spec, poison), "beat", member, value);

        assertEquals(2, channel.read(spec).size());
        assertInstanceOf(NodeReading.Heard.class, channel.read(spec).get("n1"));
        assertNotNull(channel.send(spec, poison, Samples.orders(5)), member + value);
        assertEquals(new Sent.Done(), channel.send(spec, healthy, Samples.orders(5)));
      }
    }
  }

  @Test
  void readsWhatOneReplyCannotHold() {
    // 60 beats of 300 KB are more than the 16 MB of one BatchGetItem: DynamoDB leaves keys over.
    ClusterSpec spec = freshSpec(60);
    Map<String, String> bulk = new TreeMap<>();
    IntStream.range(0, 1_200).forEach(i -> bulk.put("bulk" + i, "x".repeat(Beat.LONGEST)));
    for (NodeSpec node : spec.nodes()) {
      Beat small = Samples.beat(spec.cluster(), node.name(), 1);
      beat(spec, node, withAttributes(small, bulk));
    }

    // A client without limits of time: a busy machine may take seconds over so much.
    try (DynamoDbClient patient =
        DynamoDbClient.builder()
            .region(DynamoDbLocalServer.REGION)
            .credentialsProvider(DynamoDbLocalServer.CREDENTIALS)
            .endpointOverride(DynamoDbLocalServer.shared().endpoint())
            .httpClient(AwsClients.http(Duration.ofMinutes(1)))
            .build()) {
      new DynamoDbNodeChannel(patient, dynamoDb.settings, new SystemTime())
          .read(spec)
          .forEach((name, reading) -> {
            Beat beat = assertInstanceOf(NodeReading.Heard.class, reading, name).beat();
            assertEquals(bulk, beat.attributes());
          });
    }
  }

  private static Beat withAttributes(Beat beat, Map<String, String> bulk) {
    return new Beat(
        beat.cluster(),
        beat.node(),
        beat.boot(),
        beat.sequence(),
        beat.uptime(),
        beat.sent(),
        beat.urgent(),
        beat.leaving(),
        beat.planVersion(),
        beat.groups(),
        beat.resources(),
        bulk,
        beat.missed());
  }
}
