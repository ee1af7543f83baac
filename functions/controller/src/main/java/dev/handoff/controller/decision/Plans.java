package dev.handoff.controller.decision;

import dev.handoff.events.Plan;
import dev.handoff.events.Plan.Peer;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** What a node needs to know of the spec. */
public final class Plans {

  /** Each node is watched by up to this many others, and watches as many. */
  private static final int WATCHERS = 2;

  private Plans() {}

  /**
   * The plan of a node. It watches those that follow it in the spec, in a ring.
   *
   * @param key the store's key of a node's beats
   */
  public static Plan of(ClusterSpec spec, NodeSpec node, Function<NodeSpec, String> key) {
    Plan content =
        new Plan(
            "",
            spec.cluster(),
            node.name(),
            spec.beat(),
            spec.isolation(),
            spec.groups(),
            spec.probes(),
            spec.options(),
            watched(spec.nodes(), node, key));
    return content.versioned(digest(Json.write(content)));
  }

  private static List<Peer> watched(
      List<NodeSpec> ring, NodeSpec node, Function<NodeSpec, String> key) {
    int here = ring.indexOf(node);
    List<Peer> peers = new ArrayList<>();
    for (int step = 1; step <= Math.min(WATCHERS, ring.size() - 1); step++) {
      NodeSpec peer = ring.get((here + step) % ring.size());
      peers.add(new Peer(peer.name(), key.apply(peer)));
    }
    return peers;
  }

  private static String digest(String json) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
