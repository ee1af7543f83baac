package dev.handoff.oci.local;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An installation on Oracle Cloud, whole: beacons in processes of their own, and the function's
 * image called by Fn's own protocol. Only Oracle's side is played, by {@link LocalOci}, which lets
 * nodes do no more than their policies say.
 */
public final class LocalInstallation implements AutoCloseable {

  public static final String NAME = "handoff";

  /** The secondary private IP that goes from node to node. */
  public static final String ADDRESS = "10.0.0.200";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public final Vcn vcn = new Vcn();
  public final Topics topics = new Topics();
  public final String topic = topics.topic();
  public final LocalOci oci;
  public final LocalObjectStorage storage;
  public final FnPlatform platform;
  public final String function;

  private final Map<String, String> configuration;
  private final InstantSource clock = InstantSource.system();
  private final LocalStreaming streaming = new LocalStreaming(clock);
  private final String subnet = vcn.subnet("10.0.0.", "2001:db8:");
  private final String address = vcn.reservedIp(subnet, ADDRESS);
  private final Map<String, Node> nodes = new HashMap<>();
  private final String cluster;
  private final Path directory;

  /** A node, and what the cloud has of it. */
  private static final class Node {
    private final Principal principal;
    private final String stream;
    private final String vnic;
    private @Nullable NodeProcess process;

    Node(Principal principal, String stream, String vnic) {
      this.principal = principal;
      this.stream = stream;
      this.vnic = vnic;
    }
  }

  /**
   * Installs everything, and starts nothing.
   *
   * @param cluster the only one
   * @param names of its nodes
   * @param image folder with the function's jars
   * @param directory for what processes write
   */
  public LocalInstallation(String cluster, List<String> names, Path image, Path directory)
      throws IOException {
    this.cluster = cluster;
    this.directory = directory;
    Functions functions = new Functions();
    storage = new LocalObjectStorage(clock).bucket(NAME);
    oci = LocalOci.start(vcn, topics, functions, streaming, storage);
    Principal controller = oci.user("function");
    configuration = configurationOf(controller);
    platform = new FnPlatform(image, directory, configuration);
    function =
        functions.function(
            functions.application(NAME, oci.endpoint().toString()), NAME, platform::call);
    for (String name : names) {
      String vnic = vcn.vnic(subnet, "10.0.0." + (11 + nodes.size()));
      String stream = streaming.create(NAME + "." + cluster + "." + name);
      nodes.put(name, new Node(oci.user(name), stream, vnic));
    }
    oci.policy(this::isAllowed);
  }

  /** The function's, with a key in the place of the platform's token. */
  public Map<String, String> configuration() {
    return configuration;
  }

  private Map<String, String> configurationOf(Principal controller) throws IOException {
    return Map.ofEntries(
        Map.entry("HANDOFF_NAME", NAME),
        Map.entry("HANDOFF_COMPARTMENT", LocalOci.COMPARTMENT),
        Map.entry("HANDOFF_REGION", LocalOci.REGION),
        Map.entry("HANDOFF_NAMESPACE", LocalOci.NAMESPACE),
        Map.entry("HANDOFF_STREAM_ENDPOINT", oci.endpoint().toString()),
        Map.entry("HANDOFF_OCI_ENDPOINT", oci.endpoint().toString()),
        Map.entry("HANDOFF_AUTH", "api-key"),
        Map.entry("HANDOFF_TENANCY", Principal.TENANCY),
        Map.entry("HANDOFF_USER", controller.ocid()),
        Map.entry("HANDOFF_FINGERPRINT", controller.fingerprint()),
        Map.entry("HANDOFF_KEY_FILE", key(controller, "function.pem").toString()));
  }

  /** Writes somebody's private key to a file. */
  public Path key(Principal principal, String file) throws IOException {
    return Files.writeString(directory.resolve(file), principal.privateKey());
  }

  /** What the policies of infra/policies/oci let a node do; everybody else may do anything here. */
  private boolean isAllowed(OciRequest request) {
    for (Map.Entry<String, Node> node : nodes.entrySet()) {
      if (request.caller().equals(node.getValue().principal.ocid())) {
        String own = "/o/nodes%2F" + cluster + "%2F" + node.getKey() + "%2F";
        return request.isExactly("POST", "20180418", "streams", node.getValue().stream, "messages")
            || request.isExactly("POST", "20180418", "streams", "*", "cursors")
            || request.isExactly("GET", "20180418", "streams", "*", "messages")
            || request.isExactly("POST", "20181201", "functions", function, "actions", "invoke")
            || (request.method().equals("GET") && request.target().toString().contains(own));
      }
    }
    return true;
  }

  /** A spec of the cluster: the address, and a service that runs everywhere. */
  public String spec(int stickiness) {
    StringBuilder machines = new StringBuilder();
    nodes.keySet().stream()
        .sorted()
        .forEach(name ->
            machines.append(
                "  %s: {instance: ocid1.instance.oc1.local.%s, interface: %s}\n"
                    .formatted(name, name, vnic(name))));
    return """
    cluster: %s
    beat: {interval: 1s, timeout: 5s}
    limits: {max-moves: 5, window: 1h}
    nodes:
    %sgroups:
      vip:
        resource-stickiness: %d
        migration-threshold: 1
        resources:
          Cluster_VIP: {type: private-ip, address: %s}
          http:
            type: process
            command: [/bin/sleep, "600"]
            runs: everywhere
            stop-timeout: 3s
    constraints:
      - {type: location, group: vip, node: node1, score: 50}
    alerts: {topic: %s}
    """
        .formatted(cluster, machines, stickiness, ADDRESS, topic);
  }

  /**
   * Applies the spec of {@link #spec}, as the command line does.
   *
   * @return what the function answers
   */
  public String apply(int stickiness) {
    if (!(SpecReader.read("cluster.yaml", spec(stickiness)) instanceof SpecResult.Valid valid)) {
      throw new IllegalStateException("the spec of the local installation is not valid");
    }
    OperatorCommand command = new OperatorCommand.Apply(valid.spec());
    JsonObject operator = new JsonObject();
    operator.addProperty("cluster", cluster);
    operator.addProperty("by", "ocid1.user.oc1..ann");
    operator.add("command", JsonParser.parseString(Json.write(command, OperatorCommand.class)));
    JsonObject event = new JsonObject();
    event.add("operator", operator);
    byte[] reply = platform.call(event.toString().getBytes(StandardCharsets.UTF_8));
    return new String(reply, StandardCharsets.UTF_8);
  }

  /** What Terraform gives as the output {@code deployment}. */
  public String deployment() {
    return """
    {"cloud": "oci", "region": "%s", "compartment": "%s", "namespace": "%s", "bucket": "%s",
     "function": "%s", "functionEndpoint": "%s", "streamPool": "%s", "topic": "%s"}
    """
        .formatted(
            LocalOci.REGION,
            LocalOci.COMPARTMENT,
            LocalOci.NAMESPACE,
            NAME,
            function,
            oci.endpoint(),
            LocalStreaming.POOL,
            topic);
  }

  private Node node(String name) {
    return Objects.requireNonNull(nodes.get(name), name);
  }

  public String vnic(String node) {
    return node(node).vnic;
  }

  /** The VNIC that has the address now. */
  public String vnicOfAddress() {
    return vcn.vnicOf(address);
  }

  /** Boots a machine for the first time. */
  public void powerOn(String name) throws IOException {
    Node node = node(name);
    Map<String, String> transport = new HashMap<>();
    transport.put("type", "oci");
    transport.put("region", LocalOci.REGION);
    transport.put("stream", node.stream);
    transport.put("messages", oci.endpoint().toString());
    transport.put("namespace", LocalOci.NAMESPACE);
    transport.put("bucket", NAME);
    transport.put("objects", oci.endpoint().toString());
    transport.put("function", function);
    transport.put("invoke", oci.endpoint().toString());
    transport.put("look-every", "5s");
    transport.put("credentials", "api-key");
    transport.put("tenancy", Principal.TENANCY);
    transport.put("user", node.principal.ocid());
    transport.put("fingerprint", node.principal.fingerprint());
    transport.put("key-file", key(node.principal, name + ".pem").toString());
    node.process = new NodeProcess(cluster, name, transport, directory.resolve(name));
  }

  /** The process of a machine that was booted. */
  public NodeProcess process(String name) {
    return Objects.requireNonNull(node(name).process, name + " is off");
  }

  /** Waits until the address is at a node. */
  public void awaitAt(String name, String why) {
    await("the address at " + name + ", because " + why, () -> vnicOfAddress().equals(vnic(name)));
  }

  /** Waits until the record says that the handover to a node is over. */
  public void awaitSettled(String name) {
    await(
        "the record of " + name + " as the settled owner",
        () ->
            storage
                .text(NAME, "clusters/" + cluster + "/record")
                .filter(text -> text.contains("\"owner\":\"" + name + "\""))
                .filter(text -> text.contains("\"settled\""))
                .isPresent());
  }

  /** Waits until a node has beaten so many more times. */
  public void awaitBeats(String name, int more) {
    int before = beats(name);
    await(more + " beats of " + name, () -> beats(name) >= before + more);
  }

  private int beats(String name) {
    return oci.faults()
        .calls(request ->
            request.isExactly("POST", "20180418", "streams", node(name).stream, "messages"))
        .size();
  }

  /**
   * Waits until something has come about.
   *
   * @throws AssertionError with all logs, if it does not within a minute
   */
  public void await(String what, BooleanSupplier there) {
    Instant end = clock.instant().plus(PATIENCE);
    while (!there.getAsBoolean()) {
      if (clock.instant().isAfter(end)) {
        throw new AssertionError("no " + what + "\n" + logs());
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + what, e);
      }
    }
  }

  /** What function and beacons have logged. */
  public String logs() {
    try {
      List<String> logs = new ArrayList<>(List.of(platform.output()));
      for (Map.Entry<String, Node> node : nodes.entrySet()) {
        NodeProcess process = node.getValue().process;
        if (process != null) {
          logs.add(node.getKey() + ":\n" + process.output());
        }
      }
      return String.join("\n", logs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (Node node : nodes.values()) {
      NodeProcess process = node.process;
      if (process != null) {
        process.close();
      }
    }
    platform.close();
    oci.close();
  }
}
