package dev.handoff.oci.beacon;

import dev.handoff.beacon.config.Allowed;
import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.config.OciConfig;
import dev.handoff.beacon.transport.Transport;
import dev.handoff.beacon.transport.Transports;
import dev.handoff.controller.memory.VirtualTime;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.oci.Calls;
import dev.handoff.oci.OciClients;
import dev.handoff.oci.local.LocalObjectStorage;
import dev.handoff.oci.local.LocalOci;
import dev.handoff.oci.local.LocalStreaming;
import dev.handoff.oci.local.OciReply;
import dev.handoff.oci.local.OciRequest;
import dev.handoff.oci.local.Principal;
import dev.handoff.oci.objectstorage.Bucket;
import dev.handoff.oci.objectstorage.NodeObjects;
import dev.handoff.oci.streaming.StreamingNodeChannel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/** A cluster on the local server: the controller's channel, and the transports of its beacons. */
final class TestNodes implements AutoCloseable {

  static final String NAME = "handoff";
  static final String CLUSTER = "web";
  private static final String FUNCTION = "ocid1.fnfunc.oc1..local";

  /** Everybody of every test, because to make a key takes a second. */
  private static final Map<String, Principal> EVERYBODY =
      Map.of(
          "controller", Principal.named("controller"),
          "n1", Principal.named("n1"),
          "n2", Principal.named("n2"));

  /** What beacons have to tell beside their answers. */
  final BlockingQueue<String> log = new LinkedBlockingQueue<>();

  final LocalStreaming streaming;
  final LocalOci oci;
  final ClusterSpec spec;
  private final Path folder;
  private final OciClients clients;
  private final Map<String, String> streams = new HashMap<>();

  /**
   * Starts a server.
   *
   * @param folder for the keys of the nodes
   * @param clock of the services
   */
  TestNodes(Path folder, InstantSource clock) {
    this.folder = folder;
    streaming = new LocalStreaming(clock);
    oci = LocalOci.start(streaming, new LocalObjectStorage(clock).bucket(NAME), TestNodes::invoke);
    EVERYBODY.values().forEach(each -> oci.key(each.keyId(), each.publicKey(), each.ocid()));
    clients = oci.clients(NAME, user("controller"));
    List<NodeSpec> nodes =
        IntStream.rangeClosed(1, 2)
            .mapToObj(i -> new NodeSpec("n" + i, "ocid1.instance.oc1.." + i, null, Map.of()))
            .toList();
    spec = Samples.spec(CLUSTER, nodes, List.of());
    for (NodeSpec node : nodes) {
      streams.put(node.name(), streaming.create(NAME + "." + CLUSTER + "." + node.name()));
    }
  }

  /**
   * Only that a call arrives is of interest. Source: InvokeFunction
   * (docs.oracle.com/en-us/iaas/api/#/en/functions/20181201/Function/InvokeFunction): a detached
   * invocation is answered with 202.
   */
  private static Optional<OciReply> invoke(OciRequest request) {
    return isInvocation(request) && request.header("fn-invoke-type").equals(Optional.of("detached"))
        ? Optional.of(OciReply.empty(202))
        : Optional.empty();
  }

  static boolean isInvocation(OciRequest request) {
    return request.isExactly("POST", "20181201", "functions", FUNCTION, "actions", "invoke");
  }

  /** A controller that has just started, whose clock is this one. */
  NodeChannel channel() {
    VirtualTime time = new VirtualTime(Instant.now());
    Calls calls = new Calls(time);
    return new StreamingNodeChannel(
        clients, calls, new NodeObjects(new Bucket(clients, calls)), time);
  }

  /** The transport of a node's beacon, as its configuration would have it. */
  Transport beacon(String node) throws IOException {
    URI url = oci.endpoint();
    Principal user = user(node);
    Path key = Files.writeString(folder.resolve(node + ".pem"), user.privateKey());
    OciConfig config =
        new OciConfig(
            new OciConfig.Stream(url, stream(node)),
            new OciConfig.Bucket(url, LocalOci.NAMESPACE, NAME),
            new OciConfig.Function(url, FUNCTION, Duration.ZERO),
            new OciConfig.Identity.ApiKey(Principal.TENANCY, user.ocid(), user.fingerprint(), key),
            List.of());
    return Transports.open(
        new BeaconConfig(
            CLUSTER, node, null, null, folder, List.of(), null, Allowed.NOTHING, config),
        log::add);
  }

  String stream(String node) {
    return streams.getOrDefault(node, "");
  }

  static Principal user(String name) {
    return Objects.requireNonNull(EVERYBODY.get(name), name);
  }

  NodeSpec node(String name) {
    return Samples.node(spec, name);
  }

  @Override
  public void close() {
    clients.close();
    oci.close();
  }
}
