package dev.handoff.oci.streaming;

import static dev.handoff.oci.streaming.TestStreams.objects;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.port.NodeChannel.Sent;
import dev.handoff.controller.port.NodeChannelContract;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.local.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamingNodeChannelTest extends NodeChannelContract {

  private final TestStreams test = new TestStreams();
  private final NodeChannel channel = test.channel();

  @BeforeEach
  void noFaultIsLeftOver() {
    test.oci.faults().heal();
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Override
  protected NodeChannel channel() {
    return channel;
  }

  @Override
  protected ClusterSpec freshSpec(int nodes) {
    return test.cluster(nodes);
  }

  @Override
  protected void beat(ClusterSpec spec, NodeSpec node, Beat beat) {
    test.beat(spec, node.name(), beat);
  }

  @Override
  protected void poisonBeat(ClusterSpec spec, NodeSpec node, String text) {
    test.say(spec, node.name(), text);
  }

  @Override
  protected void poisonOrders(ClusterSpec spec, NodeSpec node, String text) {
    test.object(spec, node.name(), "orders", text);
  }

  @Override
  protected Optional<Plan> plan(ClusterSpec spec, NodeSpec node) {
    return test.object(spec, node.name(), "plan").map(json -> parsed(json, Plan.class));
  }

  @Override
  protected Optional<Orders> orders(ClusterSpec spec, NodeSpec node) {
    return test.object(spec, node.name(), "orders").map(json -> parsed(json, Orders.class));
  }

  private static <T> T parsed(String json, Class<T> type) {
    try {
      return Json.read(json, type);
    } catch (MalformedEvent e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theKeyIsTheOcidOfTheNodesStream() {
    ClusterSpec spec = freshSpec(1);

    assertEquals(test.ocid(spec, "n1"), channel.key(spec, Samples.node(spec, "n1")));
  }

  @Test
  void theKeyOfANodeWithoutAStreamIsTheStreamsName() {
    ClusterSpec spec = Samples.spec("bare", 1);

    assertEquals("handoff.bare.n1", channel.key(spec, Samples.node(spec, "n1")));
    test.oci.faults().always(TestStreams::searches, Fault.UNAVAILABLE);
    assertEquals("handoff.bare.n1", test.channel().key(spec, Samples.node(spec, "n1")));
  }

  @Test
  void aNodeWithoutAStreamIsUnreadableAndItIsSaidWhatToMake() {
    ClusterSpec spec = Samples.spec("bare", 1);

    String detail =
        assertInstanceOf(NodeReading.Unreadable.class, channel.read(spec).get("n1")).detail();

    assertTrue(detail.contains("handoff.bare.n1"), detail);
  }

  @Test
  void ordersAfterAReadAreOneCall() {
    ClusterSpec spec = freshSpec(1);
    channel.send(spec, Samples.node(spec, "n1"), Samples.orders(4));
    test.oci.faults().heal();

    assertEquals(new Sent.Done(), channel.send(spec, Samples.node(spec, "n1"), Samples.orders(5)));

    assertEquals(1, test.oci.faults().calls(request -> true).size());
  }

  @Test
  void ordersWhoseReplyWasLostAreDone() {
    ClusterSpec spec = freshSpec(1);
    NodeSpec node = Samples.node(spec, "n1");
    for (int revision = 4; revision < 6; revision++) {
      test.oci.faults().next(objects("PUT"), Fault.LOSE_REPLY);

      assertEquals(new Sent.Done(), channel.send(spec, node, Samples.orders(revision)));
      assertEquals(Optional.of(Samples.orders(revision)), orders(spec, node));
    }
  }

  @Test
  void ordersThatRaceWithOlderOnesWin() {
    ClusterSpec spec = freshSpec(1);
    NodeSpec node = Samples.node(spec, "n1");
    NodeChannel other = test.channel();
    test.oci
        .faults()
        .next(objects("PUT"), new Fault.Meanwhile(() -> other.send(spec, node, Samples.orders(4))));

    assertEquals(new Sent.Done(), channel.send(spec, node, Samples.orders(5)));
    assertEquals(Optional.of(Samples.orders(5)), orders(spec, node));
  }

  @Test
  void ordersThatRaceWithNewerOnesAreSuperseded() {
    ClusterSpec spec = freshSpec(1);
    NodeSpec node = Samples.node(spec, "n1");
    channel.send(spec, node, Samples.orders(4));
    NodeChannel other = test.channel();
    test.oci
        .faults()
        .next(objects("PUT"), new Fault.Meanwhile(() -> other.send(spec, node, Samples.orders(6))));

    assertEquals(new Sent.Superseded(), channel.send(spec, node, Samples.orders(5)));
    assertEquals(Optional.of(Samples.orders(6)), orders(spec, node));
  }

  @Test
  void ordersOfANodeThatAnotherFunctionForgotBeginAnew() {
    ClusterSpec spec = freshSpec(1);
    NodeSpec node = Samples.node(spec, "n1");
    channel.send(spec, node, Samples.orders(9));
    test.channel().forget(spec, node);

    assertEquals(new Sent.Done(), channel.send(spec, node, Samples.orders(1)));
    assertEquals(Optional.of(Samples.orders(1)), orders(spec, node));
  }

  @Test
  void writesThatObjectStorageRefusesHaveFailed() {
    ClusterSpec spec = freshSpec(1);
    NodeSpec node = Samples.node(spec, "n1");
    test.beat(spec, "n1", 1);
    test.oci.faults().always(objects("PUT"), Fault.FORBID);
    test.oci.faults().always(objects("DELETE"), Fault.FORBID);

    Plan plan = Samples.plan("p1", spec, node);
    assertInstanceOf(Sent.Failed.class, channel.send(spec, node, Samples.orders(1)));
    assertInstanceOf(Sent.Failed.class, channel.publish(spec, node, plan));
    assertInstanceOf(Sent.Failed.class, channel.forget(spec, node));
  }

  @Test
  void ordersThatCannotBeReadMakeTheirNodeUnreadableOnly() {
    ClusterSpec spec = freshSpec(2);
    spec.nodes().forEach(node -> test.beat(spec, node.name(), 1));
    test.oci
        .faults()
        .always(
            request -> objects("GET").test(request) && request.target().toString().contains("n2"),
            Fault.SERVER_ERROR);

    var readings = channel.read(spec);

    assertInstanceOf(NodeReading.Heard.class, readings.get("n1"));
    assertInstanceOf(NodeReading.Unreadable.class, readings.get("n2"));
  }

  @Test
  void whateverLiesInTheBucketHasAnOutcome() {
    for (String text : List.of("", "null", "[]", "{", "{\"revision\":1e30}", "{\"offset\":-1}")) {
      for (String kind : List.of("orders", "plan", "heard")) {
        ClusterSpec spec = freshSpec(1);
        NodeSpec node = Samples.node(spec, "n1");
        test.beat(spec, "n1", 1);
        test.object(spec, "n1", kind, text);

        assertInstanceOf(NodeReading.Heard.class, channel.read(spec).get("n1"), kind + text);
        assertEquals(new Sent.Done(), channel.send(spec, node, Samples.orders(5)), kind + text);
        assertNotNull(channel.forget(spec, node));
      }
    }
  }
}
