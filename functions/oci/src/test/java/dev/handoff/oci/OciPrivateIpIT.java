package dev.handoff.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.oci.local.LocalInstallation;
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

  private void apply(int stickiness) {
    String answer = site.apply(stickiness);
    assertTrue(answer.contains("\"done\""), answer);
  }
}
