package dev.handoff.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import dev.handoff.oci.local.FnPlatform;
import dev.handoff.oci.local.Functions;
import dev.handoff.oci.local.LocalObjectStorage;
import dev.handoff.oci.local.LocalOci;
import dev.handoff.oci.local.LocalStreaming;
import dev.handoff.oci.local.NodeProcess;
import dev.handoff.oci.local.OciRequest;
import dev.handoff.oci.local.Principal;
import dev.handoff.oci.local.Topics;
import dev.handoff.oci.local.Vcn;
import java.io.IOException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The system of infra/examples/oci-private-ip, whole: beacons in processes of their own, the
 * function's image called by Fn's own protocol, Oracle's SDK over HTTP, and a secondary private IP
 * that goes from VNIC to VNIC. Only Oracle's side is played, by {@link LocalOci}.
 */
class OciPrivateIpIT {

  private static final String NAME = "handoff";
  private static final String CLUSTER = "vip-failover-test";
  private static final List<String> NODES = List.of("node1", "node2");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  private final InstantSource clock = InstantSource.system();
  private final Vcn vcn = new Vcn();
  private final Topics topics = new Topics();
  private final Functions functions = new Functions();
  private final LocalStreaming streaming = new LocalStreaming(clock);
  private final LocalObjectStorage storage = new LocalObjectStorage(clock).bucket(NAME);
  private final LocalOci oci = LocalOci.start(vcn, topics, functions, streaming, storage);
  private final String subnet = vcn.subnet("10.0.0.", "2001:db8:");
  private final Map<String, String> vnics =
      Map.of("node1", vcn.vnic(subnet, "10.0.0.11"), "node2", vcn.vnic(subnet, "10.0.0.12"));
  private final String address = vcn.reservedIp(subnet, "10.0.0.200");
  private final String topic = topics.topic();
  private final Map<String, Principal> principals = new HashMap<>();
  private final Map<String, String> streams = new HashMap<>();
  private final Map<String, NodeProcess> nodes = new HashMap<>();
  private final Principal controller = oci.user("function");
  private FnPlatform platform;
  private String function;

  @BeforeEach
  void install() throws IOException {
    platform =
        new FnPlatform(Path.of(System.getProperty("handoff.image")), directory, configuration());
    String application = functions.application(NAME, oci.endpoint().toString());
    function = functions.function(application, NAME, platform::call);
    for (String node : NODES) {
      principals.put(node, oci.user(node));
      streams.put(node, streaming.create(NAME + "." + CLUSTER + "." + node));
    }
    oci.policy(this::isAllowed);
  }

  /** The function's, with a key in the place of the platform's token. */
  private Map<String, String> configuration() throws IOException {
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

  private Path key(Principal principal, String file) throws IOException {
    return Files.writeString(directory.resolve(file), principal.privateKey());
  }

  /** What the policies of infra/policies/oci let a node do; the function may do anything here. */
  private boolean isAllowed(OciRequest request) {
    for (String node : NODES) {
      if (request.caller().equals(of(principals, node).ocid())) {
        String own = of(streams, node);
        String target = request.target().toString();
        return request.isExactly("POST", "20180418", "streams", own, "messages")
            || request.isExactly("POST", "20180418", "streams", "*", "cursors")
            || request.isExactly("GET", "20180418", "streams", "*", "messages")
            || request.isExactly("POST", "20181201", "functions", function, "actions", "invoke")
            || (request.method().equals("GET")
                && target.contains("/o/nodes%2F" + CLUSTER + "%2F" + node + "%2F"));
      }
    }
    return true;
  }

  @AfterEach
  void takeDown() {
    nodes.values().forEach(NodeProcess::close);
    platform.close();
    oci.close();
  }

  @Test
  void theAddressFailsOverFailsBackAndStaysWithStickiness() throws Exception {
    apply(0);
    powerOn("node1");
    awaitAt("node1", "the first start");
    powerOn("node2");
    awaitBeat("node2");

    of(nodes, "node1").losePower();
    awaitAt("node2", "node1 lost its power");
    awaitMail("node1 -> node2");

    of(nodes, "node1").boot();
    awaitAt("node1", "node1 is preferred, and back");

    apply(100);
    of(nodes, "node1").losePower();
    awaitAt("node2", "node1 lost its power again");
    of(nodes, "node1").boot();
    awaitActive("node2");
    int moves = moves();
    awaitAnother("node1", 6);
    assertEquals(of(vnics, "node2"), vcn.vnicOf(address), "with stickiness it stays");
    assertEquals(moves, moves(), "nobody has moved it");
  }

  /** Asks the function, as the command line does. */
  private void apply(int stickiness) throws Exception {
    String yaml =
        """
        cluster: %s
        beat: {interval: 500ms, timeout: 5s}
        limits: {max-moves: 5, window: 1h}
        nodes:
          node1: {instance: ocid1.instance.oc1.local.node1, interface: %s}
          node2: {instance: ocid1.instance.oc1.local.node2, interface: %s}
        groups:
          vip:
            resource-stickiness: %d
            migration-threshold: 1
            resources:
              Cluster_VIP: {type: private-ip, address: 10.0.0.200}
              http:
                type: process
                command: [/bin/sleep, "600"]
                runs: everywhere
                stop-timeout: 3s
        constraints:
          - {type: location, group: vip, node: node1, score: 50}
        alerts: {topic: %s}
        """
            .formatted(CLUSTER, of(vnics, "node1"), of(vnics, "node2"), stickiness, topic);
    SpecResult read = SpecReader.read("cluster.yaml", yaml);
    if (!(read instanceof SpecResult.Valid valid)) {
      fail(read.toString());
      return;
    }
    JsonObject operator = new JsonObject();
    operator.addProperty("cluster", CLUSTER);
    operator.addProperty("by", "ocid1.user.oc1..ann");
    OperatorCommand command = new OperatorCommand.Apply(valid.spec());
    operator.add("command", JsonParser.parseString(Json.write(command, OperatorCommand.class)));
    JsonObject event = new JsonObject();
    event.add("operator", operator);
    byte[] reply = platform.call(event.toString().getBytes(StandardCharsets.UTF_8));
    String answer = new String(reply, StandardCharsets.UTF_8);
    assertTrue(answer.contains("\"done\""), answer);
  }

  private void powerOn(String node) throws IOException {
    Map<String, String> transport = new HashMap<>();
    transport.put("type", "oci");
    transport.put("region", LocalOci.REGION);
    transport.put("stream", of(streams, node));
    transport.put("messages", oci.endpoint().toString());
    transport.put("namespace", LocalOci.NAMESPACE);
    transport.put("bucket", NAME);
    transport.put("objects", oci.endpoint().toString());
    transport.put("function", function);
    transport.put("invoke", oci.endpoint().toString());
    transport.put("look-every", "5s");
    transport.put("credentials", "api-key");
    transport.put("tenancy", Principal.TENANCY);
    transport.put("user", of(principals, node).ocid());
    transport.put("fingerprint", of(principals, node).fingerprint());
    transport.put("key-file", key(of(principals, node), node + ".pem").toString());
    nodes.put(node, new NodeProcess(CLUSTER, node, transport, directory.resolve(node)));
  }

  private static <T> T of(Map<String, T> things, String node) {
    return Objects.requireNonNull(things.get(node), node);
  }

  private void awaitAt(String node, String why) throws Exception {
    await(
        "the address at " + node + ", because " + why,
        () -> vcn.vnicOf(address).equals(of(vnics, node)));
  }

  private void awaitMail(String part) throws Exception {
    await(
        "mail about " + part,
        () -> topics.messages(topic).stream().anyMatch(mail -> mail.title().contains(part)));
  }

  private void awaitBeat(String node) throws Exception {
    awaitAnother(node, 1);
  }

  /** Until the stream of a node has so many more beats. */
  private void awaitAnother(String node, int beats) throws Exception {
    int before = beats(node);
    await(beats + " beats of " + node, () -> beats(node) >= before + beats);
  }

  /** Until the record says that the handover is over. */
  private void awaitActive(String node) throws Exception {
    await(
        "the record of " + node + " as the settled owner",
        () ->
            storage
                .text(NAME, "clusters/" + CLUSTER + "/record")
                .filter(text -> text.contains("\"owner\":\"" + node + "\""))
                .filter(text -> text.contains("\"settled\""))
                .isPresent());
  }

  private int beats(String node) {
    return oci.faults()
        .calls(request ->
            request.isExactly("POST", "20180418", "streams", of(streams, node), "messages"))
        .size();
  }

  private int moves() {
    return oci.faults().calls(request -> request.is("PUT", "20160918", "privateIps")).size();
  }

  private void await(String what, BooleanSupplier there) throws Exception {
    Instant end = clock.instant().plus(PATIENCE);
    while (!there.getAsBoolean()) {
      if (clock.instant().isAfter(end)) {
        List<String> logs = new ArrayList<>(List.of("no " + what, platform.output()));
        for (Map.Entry<String, NodeProcess> node : nodes.entrySet()) {
          logs.add(node.getKey() + ":\n" + node.getValue().output());
        }
        fail(String.join("\n", logs));
      }
      Thread.sleep(50);
    }
  }
}
