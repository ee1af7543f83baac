package dev.handoff.console.lab.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.Samples;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BeatEndpointTest {

  private final ClusterSpec spec = Samples.spec("web", 2);
  private final Database database = Database.inMemory();
  private final EmbeddedNodeChannel channel = new EmbeddedNodeChannel(database);
  private final List<Beat> urgent = new CopyOnWriteArrayList<>();
  private final LoopbackServer server;
  private final String token;

  BeatEndpointTest() throws IOException {
    server = LoopbackServer.open();
    BeatEndpoint endpoint = new BeatEndpoint(server, channel, urgent::add);
    token = endpoint.admit("web", "n1");
  }

  @AfterEach
  void close() {
    server.close();
    database.close();
  }

  @Test
  void aBeatBeforeAnyOrdersComesBackEmpty() {
    assertEquals(204, post("/beats", token, Json.write(beat("n1", false))).statusCode());
  }

  @Test
  void aBeatComesBackWithTheOrders() throws MalformedEvent {
    channel.send(spec, Samples.node(spec, "n1"), Samples.orders(3));

    HttpResponse<String> reply = post("/beats", token, Json.write(beat("n1", false)));

    assertEquals(Samples.orders(3), Json.read(reply.body(), Orders.class));
  }

  @Test
  void onlyUrgentBeatsArePassedOn() {
    post("/beats", token, Json.write(beat("n1", false)));
    post("/beats", token, Json.write(beat("n1", true)));

    assertEquals(List.of(beat("n1", true)), urgent);
  }

  @Test
  void aTokenSpeaksForItsOwnNodeOnly() {
    HttpResponse<String> reply = post("/beats", token, Json.write(beat("n2", true)));

    assertEquals(403, reply.statusCode());
    assertTrue(channel.beatOf("web.n2").isEmpty());
    assertEquals(List.of(), urgent);
  }

  @Test
  void aStrangerIsRefused() {
    assertEquals(403, post("/beats", "guessed", Json.write(beat("n1", true))).statusCode());
    assertEquals(403, post("/peers", "guessed", "[\"web.n1\"]").statusCode());
    assertEquals(403, get("/plans/web.n1", "guessed").statusCode());
  }

  @Test
  void whatIsNoBeatIsRefusedAndNotStored() {
    assertEquals(400, post("/beats", token, "{}").statusCode());
    assertTrue(channel.beatOf("web.n1").isEmpty());
  }

  @Test
  void peersOfTheSameClusterCanBeWatched() {
    post("/beats", token, Json.write(beat("n1", false)));
    channel.beat("other.n1", Json.write(Samples.beat("other", "n1", 4)));

    HttpResponse<String> reply = post("/peers", token, "[\"web.n1\",\"web.n2\",\"other.n1\"]");

    Beat sent = beat("n1", false);
    assertEquals(
        "[{\"key\":\"web.n1\",\"boot\":\"%s\",\"sequence\":%d}]"
            .formatted(sent.boot(), sent.sequence()),
        reply.body());
  }

  @Test
  void aNodeFetchesItsOwnPlanOnly() throws MalformedEvent {
    Plan plan = Samples.plan("p1", spec, Samples.node(spec, "n1"));
    channel.publish(spec, Samples.node(spec, "n1"), plan);
    channel.publish(spec, Samples.node(spec, "n2"), plan);

    assertEquals(plan, Json.read(get("/plans/web.n1", token).body(), Plan.class));
    assertEquals(403, get("/plans/web.n2", token).statusCode());
  }

  private static Beat beat(String node, boolean isUrgent) {
    Beat sample = Samples.beat("web", node, 7);
    return new Beat(
        "web",
        node,
        sample.boot(),
        7,
        sample.uptime(),
        Instant.EPOCH,
        isUrgent,
        false,
        "p1",
        List.of(),
        List.of(),
        sample.attributes(),
        List.of());
  }

  private HttpResponse<String> post(String path, String bearer, String body) {
    return send(path, bearer, HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path, String bearer) {
    return send(path, bearer, HttpRequest.newBuilder().GET());
  }

  private HttpResponse<String> send(String path, String bearer, HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          request
              .uri(URI.create(server.url() + path))
              .header("Authorization", "Bearer " + bearer)
              .build(),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
