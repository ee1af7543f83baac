package dev.handoff.beacon.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.FakeCloud;
import dev.handoff.beacon.Plans;
import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.beacon.transport.Transport.Reply;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {

  private static final Plan PLAN = Plans.of("v1", Plans.process("httpd", List.of("sleep", "1")));

  private FakeCloud cloud;
  private HttpTransport transport;

  @BeforeEach
  void opensTheCloud() throws IOException {
    cloud = new FakeCloud();
    transport = new HttpTransport(URI.create(cloud.url()), FakeCloud.TOKEN, "web/a");
  }

  @AfterEach
  void closesTheCloud() {
    cloud.close();
  }

  @Test
  void deliversABeatAsItIs() {
    Beat beat = Beats.beat(1, true);

    assertEquals(new Reply.Acknowledged(null), transport.publish(beat));

    assertEquals(List.of(beat), cloud.beats());
  }

  @Test
  void bringsOrders() {
    cloud.plan(PLAN);
    cloud.order("boot", 4, Role.ACTIVE);

    Reply.Acknowledged reply =
        assertInstanceOf(Reply.Acknowledged.class, transport.publish(Beats.beat(1, false)));

    Orders orders = reply.orders();
    assertTrue(orders != null && orders.of("front").orElseThrow().epoch() == 4, reply::toString);
  }

  @Test
  void readsPeers() throws Exception {
    assertEquals(
        List.of(new PeerBeat("web/b", "boot-b", 7)),
        transport.peers(List.of(new Plan.Peer("b", "web/b"))));
  }

  @Test
  void readsThePlanOfItsKey() throws Exception {
    cloud.plan(PLAN);

    assertEquals(PLAN, transport.plan("v1"));
  }

  @Test
  void saysThatThereIsNoPlan() {
    StoreUnavailable thrown = assertThrows(StoreUnavailable.class, () -> transport.plan("v1"));

    assertEquals(
        cloud.url() + "/plans/web%2Fa answered 404: nothing at /plans/web/a", thrown.getMessage());
  }

  @Test
  void failsWhenTheStoreRefuses() {
    cloud.refuse(true);

    assertEquals(
        new Reply.Failed(cloud.url() + "/beats answered 503: closed"),
        transport.publish(Beats.beat(1, false)));
  }

  @Test
  void failsWithAWrongToken() {
    HttpTransport stranger = new HttpTransport(URI.create(cloud.url()), "wrong", "web/a");

    assertEquals(
        new Reply.Failed(cloud.url() + "/beats answered 403: no token of a node"),
        stranger.publish(Beats.beat(1, false)));
  }

  @Test
  void failsWhenNobodyListens() {
    cloud.close();

    Reply.Failed reply =
        assertInstanceOf(Reply.Failed.class, transport.publish(Beats.beat(1, false)));

    assertTrue(reply.detail().contains("Connection refused"), reply::detail);
  }
}
