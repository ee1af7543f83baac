package dev.handoff.oci.beacon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.beacon.transport.StoreUnavailable;
import dev.handoff.beacon.transport.Transport;
import dev.handoff.beacon.transport.Transport.Reply;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.oci.local.Fault;
import dev.handoff.oci.local.OciRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the beacon writes the controller reads, and the other way round, by services that check each
 * signature. The services' clock goes on when the test says so; the beacon's is the machine's.
 */
class BeaconByOciTest {

  @TempDir Path folder;

  private Duration ahead = Duration.ZERO;
  private TestNodes test;
  private Transport beacon;
  private NodeChannel channel;

  @BeforeEach
  void opensTheCloud() throws IOException {
    ahead = Duration.ofMinutes(-10);
    test = new TestNodes(folder, () -> Instant.now().plus(ahead));
    ahead = Duration.ZERO;
    beacon = test.beacon("n1");
    channel = test.channel();
  }

  @AfterEach
  void closesTheCloud() {
    test.close();
  }

  @Test
  void theControllerHearsWhatABeaconSays() {
    Beat beat = beat("n1", 1);

    assertEquals(new Reply.Acknowledged(null), beacon.publish(beat));

    NodeReading reading = channel.read(test.spec).get("n1");
    assertEquals(beat, assertInstanceOf(NodeReading.Heard.class, reading).beat());
  }

  @Test
  void aBeaconHearsWhatTheControllerSays() {
    Orders first = Samples.orders(4);
    Orders second = Samples.orders(5);
    channel.send(test.spec, test.node("n1"), first);

    assertEquals(new Reply.Acknowledged(first), beacon.publish(beat("n1", 1)));
    assertEquals(new Reply.Acknowledged(first), beacon.publish(beat("n1", 2)));
    channel.send(test.spec, test.node("n1"), second);
    assertEquals(new Reply.Acknowledged(second), beacon.publish(beat("n1", 3)));
    channel.forget(test.spec, test.node("n1"));
    assertEquals(new Reply.Acknowledged(null), beacon.publish(beat("n1", 4)));
  }

  @Test
  void aBeaconGetsThePlanThatTheControllerMade() throws Exception {
    Plan plan = plan();
    assertThrows(StoreUnavailable.class, () -> beacon.plan("v1"));

    channel.publish(test.spec, test.node("n1"), plan);

    assertEquals(plan, beacon.plan("v1"));
    assertEquals(plan, beacon.plan("v1"));
  }

  @Test
  void aBeaconSeesAPeerMoveAndStandStill() throws Exception {
    Transport other = test.beacon("n2");

    assertEquals(List.of(), look());
    other.publish(beat("n2", 1));
    assertEquals(seen(1), look());
    assertEquals(seen(1), look());
    other.publish(beat("n2", 2));
    assertEquals(seen(2), look());
  }

  @Test
  void aBeaconThatStartsFindsABeatOfSomeMinutesAgo() throws Exception {
    ahead = Duration.ofMinutes(-5);
    test.beacon("n2").publish(beat("n2", 1));
    ahead = Duration.ZERO;

    List<PeerBeat> found = look();
    for (int i = 0; i < 3 && found.isEmpty(); i++) {
      found = look();
    }

    assertEquals(seen(1), found);
  }

  @Test
  void aForgottenCursorIsReplacedAndNothingIsMissed() throws Exception {
    Transport other = test.beacon("n2");
    other.publish(beat("n2", 1));
    look();
    ahead = Duration.ofMinutes(6);
    other.publish(beat("n2", 2));

    assertEquals(seen(2), look());

    List<OciRequest> cursors =
        test.oci
            .faults()
            .calls(call -> call.isExactly("POST", "20180418", "streams", "*", "cursors"));
    assertTrue(cursors.getLast().text().contains("AFTER_OFFSET"), cursors::toString);
  }

  @Test
  void aPeerIsReadOnceForEachTimeThatItIsLookedAt() throws Exception {
    test.beacon("n2").publish(beat("n2", 1));
    beacon.peers(peers());
    ahead = Duration.ofSeconds(2);
    List<Plan.Peer> peers = peers();
    test.oci.faults().heal();
    for (int i = 0; i < 5; i++) {
      beacon.peers(peers);
    }

    assertEquals(5, test.oci.faults().calls(call -> true).size());
  }

  @Test
  void readingTooOftenSaysNothingOfThePeer() throws Exception {
    test.beacon("n2").publish(beat("n2", 1));

    StoreUnavailable thrown =
        assertThrows(
            StoreUnavailable.class,
            () -> {
              for (int i = 0; i < 20; i++) {
                beacon.peers(peers());
              }
            });

    assertTrue(String.valueOf(thrown.getMessage()).contains("429"), thrown::getMessage);
    ahead = Duration.ofSeconds(2);
    assertEquals(seen(1), beacon.peers(peers()));
  }

  @Test
  void newsCallTheFunctionForTheCluster() throws Exception {
    beacon.publish(urgent(beat("n1", 1)));

    assertEquals("{\"beat\":{\"cluster\":\"web\"}}", invocation().text());
  }

  @Test
  void whoeverSpeaksWithAnotherKeyIsRefused() {
    test.oci.revoke(TestNodes.user("n1").keyId());

    Reply.Failed reply = assertInstanceOf(Reply.Failed.class, beacon.publish(beat("n1", 1)));

    assertTrue(reply.detail().contains("401 NotAuthenticated"), reply::detail);
  }

  @Test
  void aNodeMayNotSpeakForAnother() throws Exception {
    String own = test.stream("n1");
    test.oci.policy(call -> !call.is("POST", "20180418", "streams") || call.path().contains(own));

    assertInstanceOf(Reply.Acknowledged.class, beacon.publish(beat("n1", 1)));
    Reply.Failed reply =
        assertInstanceOf(Reply.Failed.class, test.beacon("n2").publish(beat("n2", 1)));

    assertTrue(reply.detail().contains("404 NotAuthorizedOrNotFound"), reply::detail);
  }

  @Test
  void whatFailsOnceWorksTheNextTime() {
    for (Fault fault :
        List.of(Fault.THROTTLE, Fault.SERVER_ERROR, Fault.UNAVAILABLE, Fault.CUT, Fault.GARBAGE)) {
      test.oci.faults().next(call -> call.is("POST", "20180418", "streams"), fault);

      Reply failed = beacon.publish(beat("n1", 1));

      // A connection that is cut before an answer is one that Java itself tries once more.
      assertTrue(failed instanceof Reply.Failed || fault.equals(Fault.CUT), fault::toString);
      assertEquals(new Reply.Acknowledged(null), beacon.publish(beat("n1", 2)), fault::toString);
    }
  }

  @Test
  void aReplyThatIsLostIsABeatTwice() {
    test.oci.faults().next(call -> call.is("POST", "20180418", "streams"), Fault.LOSE_REPLY);
    beacon.publish(beat("n1", 1));

    beacon.publish(beat("n1", 1));

    NodeReading reading = channel.read(test.spec).get("n1");
    assertEquals(1, assertInstanceOf(NodeReading.Heard.class, reading).beat().sequence());
  }

  @Test
  void theSdkWouldSignTheSameCallAlike() throws Exception {
    beacon.publish(beat("n1", 1));

    for (OciRequest call : test.oci.faults().calls(call -> !TestNodes.isInvocation(call))) {
      assertEquals(Sdk.signature(test.oci.endpoint(), call, TestNodes.user("n1")), Sdk.told(call));
    }
    assertEquals(2, test.oci.faults().calls(call -> true).size());
  }

  private OciRequest invocation() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    List<OciRequest> calls = test.oci.faults().calls(TestNodes::isInvocation);
    while (calls.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(5);
      calls = test.oci.faults().calls(TestNodes::isInvocation);
    }
    return calls.getFirst();
  }

  /** Looks at the peer, some seconds after whoever did before. */
  private List<PeerBeat> look() throws StoreUnavailable {
    ahead = ahead.plusSeconds(2);
    return beacon.peers(peers());
  }

  private List<Plan.Peer> peers() {
    return List.of(new Plan.Peer("n2", channel.key(test.spec, test.node("n2"))));
  }

  private List<PeerBeat> seen(long sequence) {
    return List.of(new PeerBeat(test.stream("n2"), beat("n2", sequence).boot(), sequence));
  }

  private static Beat beat(String node, long sequence) {
    return Samples.beat(TestNodes.CLUSTER, node, sequence);
  }

  private static Beat urgent(Beat beat) {
    return new Beat(
        beat.cluster(),
        beat.node(),
        beat.boot(),
        beat.sequence(),
        beat.uptime(),
        beat.sent(),
        true,
        beat.leaving(),
        beat.planVersion(),
        beat.groups(),
        beat.resources(),
        beat.attributes(),
        beat.missed());
  }

  private static Plan plan() {
    return new Plan(
        "v1",
        TestNodes.CLUSTER,
        "n1",
        BeatSpec.DEFAULT,
        Isolation.IGNORE,
        List.of(),
        List.of(),
        List.of());
  }
}
