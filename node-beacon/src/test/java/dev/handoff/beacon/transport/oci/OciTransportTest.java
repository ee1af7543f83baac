package dev.handoff.beacon.transport.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.beacon.config.Allowed;
import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.config.OciConfig;
import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.beacon.transport.Beats;
import dev.handoff.beacon.transport.StoreUnavailable;
import dev.handoff.beacon.transport.Transport.Reply;
import dev.handoff.beacon.transport.oci.PlayedOci.Call;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As it is wired for a configuration, with an API key. */
class OciTransportTest {

  private static final String OWN = "ocid1.stream.oc1.a";
  private static final String PEER = "ocid1.stream.oc1.b";
  private static final Orders ORDERS = new Orders("boot", 3, "v1", List.of());
  private static final Plan PLAN = Plans.of("v1", Plans.process("httpd", List.of("sleep", "1")));

  @TempDir Path folder;

  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private PlayedOci oci;
  private OciTransport transport;

  @BeforeEach
  void opensTheCloud() throws IOException {
    oci = new PlayedOci();
    Path key = folder.resolve("key.pem");
    Files.writeString(key, Pems.of("PRIVATE KEY", PlayedOci.KEYS.getPrivate().getEncoded()));
    transport = open(config(oci.url(), key));
  }

  @AfterEach
  void closesTheCloud() {
    oci.close();
  }

  @Test
  void aBeatIsAMessageOfTheNodesOwnStream() {
    Beat beat = Beats.beat(1, false);

    assertEquals(new Reply.Acknowledged(null), transport.publish(beat));

    assertEquals(List.of(Json.write(beat)), oci.messages(OWN));
    Call call = oci.calls("POST", "/messages").getFirst();
    String key =
        call.json().getAsJsonArray("messages").get(0).getAsJsonObject().get("key").getAsString();
    assertEquals("a", PlayedOci.decoded(key));
    assertTrue(call.header("authorization").contains("keyId=\"ocid1.tenancy.t/ocid1.user.u/f\""));
  }

  @Test
  void theAnswerBringsTheOrders() {
    oci.put("nodes/web/a/orders", Json.write(ORDERS));

    assertEquals(new Reply.Acknowledged(ORDERS), transport.publish(Beats.beat(1, false)));
    assertEquals(new Reply.Acknowledged(ORDERS), transport.publish(Beats.beat(2, false)));
  }

  @Test
  void aMessageThatIsNotTakenIsAFailureAlthoughTheAnswerIs200() {
    oci.fault(
        1,
        call -> call.has("POST", "/messages"),
        new PlayedOci.Reply(
            200,
            "{\"failures\": 1, \"entries\": [{\"error\": \"throttled\","
                + " \"errorMessage\": \"too fast\"}]}",
            Map.of()));

    assertEquals(
        new Reply.Failed("PutMessages did not take the beat: throttled: too fast"),
        transport.publish(Beats.beat(1, false)));
    assertEquals(List.of(), oci.messages(OWN));
  }

  @Test
  void anAnswerThatDoesNotTellWhatBecameOfTheBeatIsAFailure() {
    for (String answer : List.of("{}", "{\"entries\": []}", "{\"entries\": [{}]}", "well", "")) {
      oci.fault(
          1, call -> call.has("POST", "/messages"), new PlayedOci.Reply(200, answer, Map.of()));

      assertInstanceOf(Reply.Failed.class, transport.publish(Beats.beat(1, false)), answer);
    }
  }

  @Test
  void aBeatIsNotAcknowledgedWhileTheOrdersCannotBeRead() {
    oci.put("nodes/web/a/orders", Json.write(ORDERS));
    transport.publish(Beats.beat(1, false));
    oci.fault(1, call -> call.has("GET", "/o/"), PlayedOci.Reply.error(503, "ServiceUnavailable"));

    Reply.Failed reply =
        assertInstanceOf(Reply.Failed.class, transport.publish(Beats.beat(2, false)));

    assertTrue(reply.detail().endsWith("503 ServiceUnavailable: played"), reply::detail);
    assertEquals(2, oci.messages(OWN).size());
  }

  @Test
  void anUrgentBeatCallsTheFunctionOnceItIsStored() throws Exception {
    BlockingQueue<Integer> stored = new LinkedBlockingQueue<>();
    oci.afterReply(call -> {
      if (call.has("POST", "/actions/invoke")) {
        stored.add(oci.messages(OWN).size());
      }
    });

    transport.publish(Beats.beat(1, false));
    transport.publish(Beats.beat(2, true));

    assertEquals(2, stored.poll(30, TimeUnit.SECONDS));
    assertEquals(1, oci.calls("POST", "/actions/invoke").size());
  }

  @Test
  void aFunctionThatIsAwayCostsNoBeatItsAcknowledgement() throws Exception {
    oci.fault(
        1,
        call -> call.has("POST", "/actions/invoke"),
        PlayedOci.Reply.error(503, "ServiceUnavailable"));

    assertEquals(new Reply.Acknowledged(null), transport.publish(Beats.beat(1, true)));

    String said = String.valueOf(log.poll(30, TimeUnit.SECONDS));
    assertTrue(said.startsWith("the function was not called: 503"), said);
  }

  @Test
  void theLastBeatOfANodeThatLeavesWaitsForTheFunction() {
    oci.fault(
        1,
        call -> call.has("POST", "/actions/invoke"),
        PlayedOci.Reply.error(503, "ServiceUnavailable"));
    Beat last = Beats.leaving(1);

    assertEquals(
        new Reply.Failed("the function was not called: 503 ServiceUnavailable: played"),
        transport.publish(last));
    assertEquals(new Reply.Acknowledged(null), transport.publish(last));
    assertEquals(2, oci.calls("POST", "/actions/invoke").size());
  }

  @Test
  void aBeatThatIsNotStoredCallsNobody() {
    oci.fault(
        1,
        call -> call.has("POST", "/messages"),
        PlayedOci.Reply.error(500, "InternalServerError"));

    assertEquals(
        new Reply.Failed("PutMessages was refused: 500 InternalServerError: played"),
        transport.publish(Beats.leaving(1)));
    assertEquals(List.of(), oci.calls("POST", "/actions/invoke"));
  }

  @Test
  void readsPeersByTheirStreams() throws Exception {
    oci.append(PEER, Beats.beat(7, false));

    assertEquals(
        List.of(new PeerBeat(PEER, "boot", 7)), transport.peers(List.of(new Plan.Peer("b", PEER))));
  }

  @Test
  void aPeerThatMayNotBeReadDoesNotHideTheOthersAndIsToldOnce() throws Exception {
    oci.append(PEER, Beats.beat(7, false));
    List<Plan.Peer> both =
        List.of(new Plan.Peer("c", "ocid1.stream.oc1.c"), new Plan.Peer("b", PEER));

    assertEquals(List.of(new PeerBeat(PEER, "boot", 7)), transport.peers(both));
    assertEquals(List.of(new PeerBeat(PEER, "boot", 7)), transport.peers(both));

    assertEquals(
        "node c is not watched: the beats of ocid1.stream.oc1.c cannot be read:"
            + " 404 NotAuthorizedOrNotFound: played",
        log.poll());
    assertEquals(null, log.poll());
  }

  @Test
  void readsThePlan() throws Exception {
    oci.put("nodes/web/a/plan", Json.write(PLAN));

    assertEquals(PLAN, transport.plan("v1"));
    assertEquals(PLAN, transport.plan("v2"));
  }

  @Test
  void saysThatThereIsNoPlan() {
    StoreUnavailable thrown = assertThrows(StoreUnavailable.class, () -> transport.plan("v1"));

    assertEquals(
        "there is no plan of this node yet: "
            + oci.url()
            + "/n/ns/b/handoff/o/nodes%2Fweb%2Fa%2Fplan",
        thrown.getMessage());
  }

  @Test
  void reportsAStoreThatDoesNotAnswer() {
    oci.close();

    Reply.Failed reply =
        assertInstanceOf(Reply.Failed.class, transport.publish(Beats.beat(1, false)));

    assertTrue(reply.detail().contains("Connection refused"), reply::detail);
  }

  private OciTransport open(OciConfig config) {
    BeaconConfig beacon =
        new BeaconConfig("web", "a", null, null, folder, List.of(), null, Allowed.NOTHING, config);
    return OciTransport.open(beacon, config, log::add);
  }

  private static OciConfig config(URI url, Path key) {
    return new OciConfig(
        new OciConfig.Stream(url, OWN),
        new OciConfig.Bucket(url, "ns", "handoff"),
        new OciConfig.Function(url, "ocid1.fnfunc.oc1.f", Duration.ZERO),
        new OciConfig.Identity.ApiKey("ocid1.tenancy.t", "ocid1.user.u", "f", key),
        List.of());
  }
}
