package dev.handoff.oci.streaming;

import dev.handoff.controller.memory.VirtualTime;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.port.Time;
import dev.handoff.events.Beat;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.Calls;
import dev.handoff.oci.OciClients;
import dev.handoff.oci.local.LocalObjectStorage;
import dev.handoff.oci.local.LocalOci;
import dev.handoff.oci.local.LocalStreaming;
import dev.handoff.oci.local.OciRequest;
import dev.handoff.oci.objectstorage.Bucket;
import dev.handoff.oci.objectstorage.NodeObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A server with streams and a bucket for a test class; its time and all pauses are virtual. */
final class TestStreams implements AutoCloseable {

  static final String NAME = "handoff";

  final VirtualTime time = new VirtualTime(Samples.NOON);
  final LocalStreaming streaming = new LocalStreaming(time::now);
  final LocalObjectStorage storage = new LocalObjectStorage(time::now).bucket(NAME);
  final LocalOci oci = LocalOci.start(streaming, storage);
  private final OciClients clients = oci.clients(NAME);
  private final Map<String, String> ocids = new HashMap<>();
  private int clusters;

  /** A channel of a function that has just started. */
  StreamingNodeChannel channel() {
    return channel(Duration.ZERO);
  }

  /** The same with a wall clock that is wrong by so much. */
  StreamingNodeChannel channel(Duration skew) {
    Calls calls = new Calls(time);
    NodeObjects objects = new NodeObjects(new Bucket(clients, calls));
    return new StreamingNodeChannel(clients, calls, objects, skewed(skew));
  }

  private Time skewed(Duration skew) {
    return new Time() {
      @Override
      public Instant now() {
        return time.now().plus(skew);
      }

      @Override
      public long nanos() {
        return time.nanos();
      }

      @Override
      public void pause(Duration duration) {
        time.pause(duration);
      }
    };
  }

  /** A cluster whose nodes have streams. */
  synchronized ClusterSpec cluster(int nodes) {
    String cluster = "c" + ++clusters;
    List<NodeSpec> fresh =
        IntStream.rangeClosed(1, nodes)
            .mapToObj(i -> new NodeSpec("n" + i, "ocid1.instance.oc1.." + i, null, Map.of()))
            .toList();
    fresh.forEach(node -> make(cluster, node.name()));
    return Samples.spec(cluster, fresh, List.of());
  }

  /** Makes a stream for a node, in place of the one it has. */
  synchronized String make(String cluster, String node) {
    String name = NAME + "." + cluster + "." + node;
    Optional.ofNullable(ocids.get(name)).ifPresent(streaming::delete);
    String ocid = streaming.create(name);
    ocids.put(name, ocid);
    return ocid;
  }

  synchronized String ocid(ClusterSpec spec, String node) {
    return Objects.requireNonNull(ocids.get(NAME + "." + spec.cluster() + "." + node));
  }

  /** What a beacon does at each beat. */
  void beat(ClusterSpec spec, String node, Beat beat) {
    say(spec, node, Json.write(beat));
  }

  /** The sample beat of this number. */
  void beat(ClusterSpec spec, String node, long sequence) {
    beat(spec, node, Samples.beat(spec.cluster(), node, sequence));
  }

  void say(ClusterSpec spec, String node, String text) {
    streaming.publish(ocid(spec, node), node, text);
  }

  Optional<String> object(ClusterSpec spec, String node, String kind) {
    return storage.text(NAME, "nodes/" + spec.cluster() + "/" + node + "/" + kind);
  }

  void object(ClusterSpec spec, String node, String kind, String text) {
    storage.put(NAME, "nodes/" + spec.cluster() + "/" + node + "/" + kind, text);
  }

  static boolean reads(OciRequest request) {
    return request.isExactly("GET", "20180418", "streams", "*", "messages");
  }

  static boolean cursors(OciRequest request) {
    return request.isExactly("POST", "20180418", "streams", "*", "cursors");
  }

  static boolean searches(OciRequest request) {
    return request.isExactly("GET", "20180418", "streams");
  }

  static Predicate<OciRequest> objects(String method) {
    return request -> request.is(method, "n", "*", "b", "*", "o", "*");
  }

  @Override
  public void close() {
    clients.close();
    oci.close();
  }
}
