package dev.handoff.beacon.transport;

import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.beacon.transport.HttpCall.Answer;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * JSON over HTTP, as the lab's embedded cloud speaks it:
 *
 * <ul>
 *   <li>{@code POST /beats} with a beat: 200 with orders, or 204 when there are none;
 *   <li>{@code POST /peers} with a list of keys: a list of {@link PeerBeat};
 *   <li>{@code GET /plans/{key}}: the plan of this node.
 * </ul>
 *
 * Every request carries {@code Authorization: Bearer} with the node's token.
 */
public final class HttpTransport implements Transport {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final URI base;
  private final String key;
  private final Map<String, List<String>> headers;

  /**
   * @param base without a slash at its end
   * @param key under which the store keeps this node
   */
  public HttpTransport(URI base, String token, String key) {
    this.base = base;
    this.key = key;
    this.headers =
        Map.of(
            "Authorization", List.of("Bearer " + token),
            "Content-Type", List.of("application/json"));
  }

  @Override
  public Reply publish(Beat beat) {
    try {
      Answer answer = call("POST", "/beats", Json.write(beat));
      if (answer.status() == 204) {
        return new Reply.Acknowledged(null);
      }
      return answer.isOk()
          ? new Reply.Acknowledged(Json.read(answer.body(), Orders.class))
          : new Reply.Failed(refusal("/beats", answer));
    } catch (IOException | MalformedEvent e) {
      return new Reply.Failed("POST " + base + "/beats: " + e);
    }
  }

  @Override
  public List<PeerBeat> peers(List<Plan.Peer> peers) throws StoreUnavailable {
    String keys = Json.write(peers.stream().map(Plan.Peer::key).toList());
    return List.of(read("POST", "/peers", keys, PeerBeat[].class));
  }

  @Override
  public Plan plan(String version) throws StoreUnavailable {
    String path = "/plans/" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    return read("GET", path, "", Plan.class);
  }

  private <T> T read(String method, String path, String body, Class<T> type)
      throws StoreUnavailable {
    try {
      Answer answer = call(method, path, body);
      if (!answer.isOk()) {
        throw new StoreUnavailable(refusal(path, answer));
      }
      return Json.read(answer.body(), type);
    } catch (IOException | MalformedEvent e) {
      throw new StoreUnavailable(method + " " + base + path + ": " + e, e);
    }
  }

  private Answer call(String method, String path, String body) throws IOException {
    return HttpCall.send(method, URI.create(base + path), headers, body, TIMEOUT);
  }

  private String refusal(String path, Answer answer) {
    return base + path + " answered " + answer.status() + ": " + answer.body().strip();
  }
}
