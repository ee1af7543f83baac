package dev.handoff.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import dev.handoff.oci.local.LocalInstallation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The system of infra/examples/oci-private-ip, whole: a secondary private IP that goes from VNIC to
 * VNIC.
 */
@SuppressWarnings("NullAway.Init") // set before the test
class OciPrivateIpIT {

  private static final String CLUSTER = "vip-failover-test";

  @TempDir Path directory;

  private LocalInstallation site;

  @BeforeEach
  void install() throws Exception {
    Path image = Path.of(System.getProperty("handoff.image"));
    site = new LocalInstallation(CLUSTER, List.of("node1", "node2"), image, directory);
  }

  @AfterEach
  void takeDown() {
    site.close();
  }

  @Test
  void theAddressFailsOverFailsBackAndStaysWithStickiness() throws Exception {
    apply(0);
    site.powerOn("node1");
    site.awaitAt("node1", "the first start");
    site.powerOn("node2");
    site.awaitBeats("node2", 1);

    site.process("node1").losePower();
    site.awaitAt("node2", "node1 lost its power");
    site.await("mail", () -> isTold("node1 -> node2"));

    site.process("node1").boot();
    site.awaitAt("node1", "node1 is preferred, and back");

    apply(100);
    site.process("node1").losePower();
    site.awaitAt("node2", "node1 lost its power again");
    site.process("node1").boot();
    site.awaitSettled("node2");
    int moves = moves();
    site.awaitBeats("node1", 6);
    assertEquals(site.vnic("node2"), site.vnicOfAddress(), "with stickiness it stays");
    assertEquals(moves, moves(), "nobody has moved it");
  }

  private boolean isTold(String part) {
    return site.topics.messages(site.topic).stream().anyMatch(mail -> mail.title().contains(part));
  }

  private int moves() {
    return site.oci.faults().calls(call -> call.is("PUT", "20160918", "privateIps")).size();
  }

  /** Asks the function, as the command line does. */
  private void apply(int stickiness) {
    SpecResult read = SpecReader.read("cluster.yaml", site.spec(stickiness));
    SpecResult.Valid valid = assertInstanceOf(SpecResult.Valid.class, read, read::toString);
    OperatorCommand command = new OperatorCommand.Apply(valid.spec());
    JsonObject operator = new JsonObject();
    operator.addProperty("cluster", CLUSTER);
    operator.addProperty("by", "ocid1.user.oc1..ann");
    operator.add("command", JsonParser.parseString(Json.write(command, OperatorCommand.class)));
    JsonObject event = new JsonObject();
    event.add("operator", operator);
    byte[] reply = site.platform.call(event.toString().getBytes(StandardCharsets.UTF_8));
    String answer = new String(reply, StandardCharsets.UTF_8);
    assertTrue(answer.contains("\"done\""), answer);
  }
}
