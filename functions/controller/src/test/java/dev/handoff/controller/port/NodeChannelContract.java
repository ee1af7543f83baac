package dev.handoff.controller.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.port.NodeChannel.Sent;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every channel between the controller and the beacons must do. */
public abstract class NodeChannelContract {

  /** The channel under test. */
  protected abstract NodeChannel channel();

  /** A cluster that no other test has used, with nodes {@code n1}, {@code n2} … */
  protected abstract ClusterSpec freshSpec(int nodes);

  /** Publishes a beat from where this node's beacon would. */
  protected abstract void beat(ClusterSpec spec, NodeSpec node, Beat beat);

  /** Puts a text in place of a node's beat. */
  protected abstract void poisonBeat(ClusterSpec spec, NodeSpec node, String text);

  /** Puts a text in place of a node's orders. */
  protected abstract void poisonOrders(ClusterSpec spec, NodeSpec node, String text);

  /** The plan, as this node's beacon would fetch it. */
  protected abstract Optional<Plan> plan(ClusterSpec spec, NodeSpec node);

  /** The orders, as this node's beacon would see them. */
  protected abstract Optional<Orders> orders(ClusterSpec spec, NodeSpec node);

  @Test
  void aNodeThatNeverSpokeIsNotHeard() {
    ClusterSpec spec = freshSpec(2);

    assertEquals(new NodeReading.NotHeard(), reading(spec, "n1"));
    assertEquals(new NodeReading.NotHeard(), reading(spec, "n2"));
  }

  @Test
  void theNewestBeatIsHeard() {
    ClusterSpec spec = freshSpec(2);
    beatOf(spec, "n1", 1);
    beatOf(spec, "n1", 2);

    assertEquals(
        new NodeReading.Heard(Samples.beat(spec.cluster(), "n1", 2), null), reading(spec, "n1"));
    assertEquals(new NodeReading.NotHeard(), reading(spec, "n2"));
  }

  @Test
  void ordersComeBackWithTheBeat() {
    ClusterSpec spec = freshSpec(1);
    beatOf(spec, "n1", 1);

    assertEquals(new Sent.Done(), send(spec, "n1", 4));
    beatOf(spec, "n1", 2);

    assertEquals(
        new NodeReading.Heard(Samples.beat(spec.cluster(), "n1", 2), Samples.orders(4)),
        reading(spec, "n1"));
    assertEquals(Optional.of(Samples.orders(4)), orders(spec, Samples.node(spec, "n1")));
  }

  @Test
  void ordersWaitForANodeThatHasNotSpokenYet() {
    ClusterSpec spec = freshSpec(1);

    assertEquals(new Sent.Done(), send(spec, "n1", 4));
    assertEquals(new NodeReading.NotHeard(), reading(spec, "n1"));

    beatOf(spec, "n1", 1);
    assertEquals(
        new NodeReading.Heard(Samples.beat(spec.cluster(), "n1", 1), Samples.orders(4)),
        reading(spec, "n1"));
  }

  @Test
  void olderOrdersAreSuperseded() {
    ClusterSpec spec = freshSpec(1);
    send(spec, "n1", 4);

    assertEquals(new Sent.Superseded(), send(spec, "n1", 3));
    assertEquals(Optional.of(Samples.orders(4)), orders(spec, Samples.node(spec, "n1")));
  }

  @Test
  void ordersOfTheSameRevisionAreSuperseded() {
    ClusterSpec spec = freshSpec(1);
    send(spec, "n1", 4);
    Orders sameRevision = new Orders("other-boot", 4, "plan-2", List.of());

    assertEquals(
        new Sent.Superseded(), channel().send(spec, Samples.node(spec, "n1"), sameRevision));
    assertEquals(Optional.of(Samples.orders(4)), orders(spec, Samples.node(spec, "n1")));
  }

  @Test
  void theSameOrdersAgainAreDone() {
    ClusterSpec spec = freshSpec(1);
    send(spec, "n1", 4);

    assertEquals(new Sent.Done(), send(spec, "n1", 4));
  }

  @Test
  void ofOrdersSentAtOnceTheNewestStay() throws Exception {
    ClusterSpec spec = freshSpec(1);
    List<Callable<Sent>> calls =
        new ArrayList<>(
            LongStream.rangeClosed(1, 16)
                .mapToObj(revision -> (Callable<Sent>) () -> send(spec, "n1", revision))
                .toList());
    Collections.shuffle(calls, new Random(7));

    List<Sent> results = Together.run(calls);

    assertTrue(results.stream().noneMatch(Sent.Failed.class::isInstance), results::toString);
    assertEquals(Optional.of(Samples.orders(16)), orders(spec, Samples.node(spec, "n1")));
  }

  @Test
  void beatsAndOrdersAtOnceLoseNeither() throws Exception {
    ClusterSpec spec = freshSpec(1);
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      int revision = i;
      calls.add(() -> send(spec, "n1", revision) instanceof Sent.Failed);
    }
    calls.add(() -> {
      for (int sequence = 1; sequence <= 8; sequence++) {
        beatOf(spec, "n1", sequence);
      }
      return false;
    });

    assertTrue(Together.run(calls).stream().noneMatch(failed -> failed));
    assertEquals(
        new NodeReading.Heard(Samples.beat(spec.cluster(), "n1", 8), Samples.orders(8)),
        reading(spec, "n1"));
  }

  @Test
  void aBeatThatSpeaksForAnotherNodeIsNonsense() {
    ClusterSpec spec = freshSpec(2);
    beat(spec, Samples.node(spec, "n1"), Samples.beat(spec.cluster(), "n1", 1));
    String forged = Json.write(Samples.beat(spec.cluster(), "n1", 9));
    poisonBeat(spec, Samples.node(spec, "n2"), forged);

    assertEquals(
        new NodeReading.Heard(Samples.beat(spec.cluster(), "n1", 1), null), reading(spec, "n1"));
    assertNonsense(forged, reading(spec, "n2"));
  }

  @Test
  void aBeatThatSpeaksForAnotherClusterIsNonsense() {
    ClusterSpec spec = freshSpec(1);
    String forged = Json.write(Samples.beat("another", "n1", 9));
    poisonBeat(spec, Samples.node(spec, "n1"), forged);

    assertNonsense(forged, reading(spec, "n1"));
  }

  @Test
  void whatIsNoBeatIsNonsenseAndHarmsNobodyElse() {
    for (String text : List.of("", "no JSON", "[]", "{}", "{\"cluster\":1}", "null")) {
      ClusterSpec spec = freshSpec(2);
      beatOf(spec, "n1", 1);
      poisonBeat(spec, Samples.node(spec, "n2"), text);

      assertInstanceOf(NodeReading.Heard.class, reading(spec, "n1"));
      assertNonsense(text, reading(spec, "n2"));
    }
  }

  @Test
  void ordersAreReadAlsoWhereNonsenseLiesInPlaceOfTheBeat() {
    ClusterSpec spec = freshSpec(1);
    send(spec, "n1", 4);
    poisonBeat(spec, Samples.node(spec, "n1"), "no JSON");

    NodeReading.Nonsense nonsense =
        assertInstanceOf(NodeReading.Nonsense.class, reading(spec, "n1"));
    assertEquals(Samples.orders(4), nonsense.orders());
  }

  @Test
  void ordersThatAreNoOrdersCountAsNone() {
    ClusterSpec spec = freshSpec(1);
    beatOf(spec, "n1", 1);
    poisonOrders(spec, Samples.node(spec, "n1"), "{\"boot\":");

    assertEquals(
        new NodeReading.Heard(Samples.beat(spec.cluster(), "n1", 1), null), reading(spec, "n1"));
    assertEquals(
        new Sent.Done(), channel().send(spec, Samples.node(spec, "n1"), Samples.orders(9)));
    assertEquals(Optional.of(Samples.orders(9)), orders(spec, Samples.node(spec, "n1")));
  }

  @Test
  void aPlanIsReplacedAndCanBePublishedTwice() {
    ClusterSpec spec = freshSpec(2);
    NodeSpec node = Samples.node(spec, "n1");
    assertEquals(Optional.empty(), plan(spec, node));

    assertEquals(new Sent.Done(), channel().publish(spec, node, Samples.plan("p1", spec, node)));
    assertEquals(new Sent.Done(), channel().publish(spec, node, Samples.plan("p2", spec, node)));
    assertEquals(new Sent.Done(), channel().publish(spec, node, Samples.plan("p2", spec, node)));

    assertEquals(Optional.of(Samples.plan("p2", spec, node)), plan(spec, node));
    assertEquals(Optional.empty(), plan(spec, Samples.node(spec, "n2")));
  }

  @Test
  void aPlanIsNoBeat() {
    ClusterSpec spec = freshSpec(1);
    NodeSpec node = Samples.node(spec, "n1");
    channel().publish(spec, node, Samples.plan("p1", spec, node));

    assertEquals(new NodeReading.NotHeard(), reading(spec, "n1"));
  }

  @Test
  void aForgottenNodeIsAsNew() {
    ClusterSpec spec = freshSpec(2);
    NodeSpec node = Samples.node(spec, "n1");
    beatOf(spec, "n1", 1);
    beatOf(spec, "n2", 1);
    send(spec, "n1", 4);
    channel().publish(spec, node, Samples.plan("p1", spec, node));

    assertEquals(new Sent.Done(), channel().forget(spec, node));
    assertEquals(new Sent.Done(), channel().forget(spec, node));

    assertEquals(new NodeReading.NotHeard(), reading(spec, "n1"));
    assertEquals(Optional.empty(), plan(spec, node));
    assertInstanceOf(NodeReading.Heard.class, reading(spec, "n2"));
    assertEquals(new Sent.Done(), send(spec, "n1", 1));
  }

  @Test
  void everyNodeHasAKeyOfItsOwn() {
    ClusterSpec spec = freshSpec(20);
    List<String> keys = spec.nodes().stream().map(n -> channel().key(spec, n)).toList();

    assertEquals(20, new HashSet<>(keys).size(), keys::toString);
  }

  @Test
  void readsMoreNodesThanOneCallCanHold() {
    ClusterSpec spec = freshSpec(130);
    spec.nodes().forEach(node -> beatOf(spec, node.name(), 1));

    var readings = channel().read(spec);

    assertEquals(
        spec.nodes().stream().map(NodeSpec::name).collect(Collectors.toSet()), readings.keySet());
    readings.forEach((name, reading) ->
        assertEquals(new NodeReading.Heard(Samples.beat(spec.cluster(), name, 1), null), reading));
  }

  private NodeReading reading(ClusterSpec spec, String node) {
    return Samples.at(channel().read(spec), node);
  }

  private void beatOf(ClusterSpec spec, String node, long sequence) {
    beat(spec, Samples.node(spec, node), Samples.beat(spec.cluster(), node, sequence));
  }

  private Sent send(ClusterSpec spec, String node, long revision) {
    return channel().send(spec, Samples.node(spec, node), Samples.orders(revision));
  }

  private static void assertNonsense(String text, NodeReading reading) {
    NodeReading.Nonsense nonsense = assertInstanceOf(NodeReading.Nonsense.class, reading);
    assertEquals(text, nonsense.text());
    assertTrue(!nonsense.detail().isBlank());
  }
}
