package dev.handoff.console.lab.cloud;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import dev.handoff.console.lab.cloud.LoopbackServer.Reply;
import dev.handoff.console.lab.cloud.LoopbackServer.Request;
import dev.handoff.console.scenario.Step.From;
import dev.handoff.events.Beat;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Where the lab's beacons publish their beats, as DynamoDB would take them: a beat comes back with
 * the node's orders, peers' beats can be read, the plan is fetched. A token speaks for one node
 * only, as an instance's own credentials do.
 *
 * <p>Urgent beats are passed on at once, ordinary ones are not: the filter that the function's
 * stream has in production.
 */
public final class BeatEndpoint {

  private record Identity(String cluster, String node) {
    String key() {
      return EmbeddedNodeChannel.key(cluster, node);
    }
  }

  private record Cut(String node, From from) {}

  /** What a node may know of a peer: enough to see whether it still speaks. */
  private record PeerBeat(String key, String boot, long sequence) {}

  /** Longer than any beacon waits for an answer. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final EmbeddedNodeChannel channel;
  private final Consumer<Beat> urgent;
  private final Map<String, Identity> identities = new ConcurrentHashMap<>();
  private final Set<Cut> cuts = ConcurrentHashMap.newKeySet();

  /**
   * Takes beats from now on.
   *
   * @param urgent receives every urgent beat, after it was stored
   */
  public BeatEndpoint(LoopbackServer server, EmbeddedNodeChannel channel, Consumer<Beat> urgent) {
    this.channel = channel;
    this.urgent = urgent;
    server.handle("/beats", this::beat);
    server.handle("/peers", this::peers);
    server.handle("/plans", this::plan);
  }

  /** Lets a node in, and gives it the token that it has to show. */
  public String admit(String cluster, String node) {
    String token = LoopbackServer.newToken();
    identities.put(token, new Identity(cluster, node));
    return token;
  }

  /** Cuts a node from its beats' store, or from the beats of its peers; or joins it again. */
  public void connected(String node, From from, boolean connected) {
    if (connected) {
      cuts.remove(new Cut(node, from));
    } else {
      cuts.add(new Cut(node, from));
    }
  }

  /** As in a network that is cut: nobody refuses, nobody answers, the caller's patience ends. */
  private void swallowIfCut(Identity identity, From from) throws IOException {
    if (cuts.contains(new Cut(identity.node, from))) {
      LockSupport.parkNanos(SILENCE.toNanos());
      throw new IOException(identity.node + " is cut from the " + from);
    }
  }

  private Reply beat(Request request) throws IOException {
    Identity identity = identities.get(request.token());
    if (identity == null) {
      return stranger();
    }
    swallowIfCut(identity, From.STORE);
    Beat beat;
    try {
      beat = Json.read(request.body(), Beat.class);
    } catch (MalformedEvent e) {
      return Reply.refused(400, String.valueOf(e.getMessage()));
    }
    if (!beat.cluster().equals(identity.cluster) || !beat.node().equals(identity.node)) {
      return Reply.refused(403, "this token speaks for " + identity.key() + " only");
    }
    Reply reply =
        channel.beat(identity.key(), request.body()).map(Reply::json).orElse(Reply.NOTHING);
    if (beat.urgent()) {
      urgent.accept(beat);
    }
    return reply;
  }

  private Reply peers(Request request) throws IOException {
    Identity identity = identities.get(request.token());
    if (identity == null) {
      return stranger();
    }
    swallowIfCut(identity, From.PEERS);
    swallowIfCut(identity, From.STORE);
    List<PeerBeat> found = new ArrayList<>();
    try {
      for (String key : new Gson().fromJson(request.body(), String[].class)) {
        if (key.startsWith(EmbeddedNodeChannel.key(identity.cluster, ""))) {
          for (String body : channel.beatOf(key).stream().toList()) {
            Beat beat = Json.read(body, Beat.class);
            found.add(new PeerBeat(key, beat.boot(), beat.sequence()));
          }
        }
      }
    } catch (JsonSyntaxException | MalformedEvent e) {
      return Reply.refused(400, String.valueOf(e.getMessage()));
    }
    return Reply.json(Json.write(found));
  }

  private Reply plan(Request request) throws IOException {
    Identity identity = identities.get(request.token());
    if (identity == null || !identity.key().equals(request.path())) {
      return stranger();
    }
    swallowIfCut(identity, From.STORE);
    return channel.planOf(identity.key()).map(Reply::json).orElse(Reply.refused(404, "no plan"));
  }

  private static Reply stranger() {
    return Reply.refused(403, "no token of a node that may do this");
  }
}
