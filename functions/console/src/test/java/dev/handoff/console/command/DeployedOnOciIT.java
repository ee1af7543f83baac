package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.ExitCode;
import dev.handoff.oci.local.LocalInstallation;
import dev.handoff.oci.local.LocalOci;
import dev.handoff.oci.local.Principal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * An operator's day with an installation on Oracle Cloud: the command line, the function's image
 * under Fn's own protocol, and real beacons.
 */
@SuppressWarnings("NullAway.Init") // set before the test
final class DeployedOnOciIT {

  private static final String CLUSTER = "vip-failover-test";

  @TempDir private Path home = Path.of("");
  private final Map<String, String> environment = new HashMap<>();
  private LocalInstallation site;
  private Path spec;
  private String out = "";
  private String err = "";

  @BeforeEach
  void install() throws IOException {
    Path image = Path.of(System.getProperty("handoff.image"));
    site = new LocalInstallation(CLUSTER, List.of("node1", "node2"), image, home);
    Principal ann = site.oci.user("ann");
    Path config =
        Files.writeString(
            home.resolve("config"),
            """
            [DEFAULT]
            tenancy=%s
            user=%s
            fingerprint=%s
            key_file=%s
            region=%s
            """
                .formatted(
                    Principal.TENANCY,
                    ann.ocid(),
                    ann.fingerprint(),
                    site.key(ann, "ann.pem"),
                    LocalOci.REGION));
    Path deployment = Files.writeString(home.resolve("deployment.json"), site.deployment());
    spec = Files.writeString(home.resolve("cluster.yaml"), site.spec(0));
    environment.put("OCI_CLI_CONFIG_FILE", config.toString());
    environment.put("HANDOFF_OCI_ENDPOINT", site.oci.endpoint().toString());
    environment.put("HANDOFF_DEPLOYMENT", deployment.toString());
  }

  @AfterEach
  void takeDown() {
    site.close();
  }

  @Test
  void anAddressIsCommandedFromOneNodeToTheOtherAndBack() throws Exception {
    done("apply " + spec);
    assertTrue(out.contains("cluster " + CLUSTER + " created"), out);
    site.powerOn("node1");
    site.powerOn("node2");
    site.awaitAt("node1", "the first start");
    site.awaitSettled("node1");
    done("status");
    assertTrue(out.contains("node1"), out);
    assertTrue(out.contains(LocalInstallation.ADDRESS), out);

    isLookedOver();

    done("standby node1");
    site.awaitAt("node2", "node1 is to stand by");
    site.awaitSettled("node2");
    done("explain vip");
    assertTrue(out.contains("not on node1"), out);
    done("online node1");
    site.awaitAt("node1", "node1 is preferred");
    site.awaitSettled("node1");
    done("ban vip node1");
    site.awaitAt("node2", "node1 is banned");
    site.awaitSettled("node2");
    done("clear vip");
    site.awaitAt("node1", "the ban is lifted");

    site.awaitSettled("node1");
    done("drill vip --back");
    assertTrue(out.contains("moved    node1 -> node2"), out);
    assertTrue(out.contains("vip is on node1 again"), out);
    assertEquals(site.vnic("node1"), site.vnicOfAddress());

    done("move vip node2");
    site.awaitAt("node2", "it was moved there");
    site.awaitSettled("node2");
    done("clear vip");
    site.awaitAt("node1", "the move is lifted");
    site.awaitSettled("node1");
    done("maintenance on");
    done("status");
    assertTrue(out.contains("maintenance"), out);
    done("maintenance off");
    done("cleanup vip");
    done("failcount");

    done("history");
    assertTrue(out.contains("standby node1"), out);
    assertEquals(ExitCode.NOT_SO, handoff("move vpi node2"));
    assertTrue(err.contains("did you mean 'vip'?"), err);
    done("destroy --yes");
  }

  /** The function itself says what Oracle Cloud lets it do. */
  private void isLookedOver() {
    done("doctor");

    for (String line :
        List.of(
            "ok    credentials",
            "Oracle Cloud permits the function all",
            "its addresses can be led to every node",
            "its alerts go to " + site.topic,
            "node1 beats")) {
      assertTrue(out.contains(line), () -> line + " is not in:\n" + out);
    }
    assertEquals(site.vnic("node1"), site.vnicOfAddress(), "a check moved the address");
  }

  @Test
  void whoHasNoProfileIsToldWhatIsMissing() {
    environment.put("OCI_CLI_PROFILE", "nobody");

    assertEquals(ExitCode.UNREACHABLE, handoff("status"));
    assertTrue(err.contains("profile nobody"), err);
    assertTrue(err.contains("oci setup config"), err);
  }

  private void done(String line) {
    int code = handoff(line);
    assertEquals(ExitCode.DONE, code, () -> line + ": " + out + err + "\n" + site.logs());
  }

  private int handoff(String words) {
    StringWriter told = new StringWriter();
    StringWriter wrong = new StringWriter();
    CommandLine line = Handoff.commandLine(environment);
    line.setOut(new PrintWriter(told, true));
    line.setErr(new PrintWriter(wrong, true));
    int code = line.execute((words + " --cloud oci").split(" ", -1));
    out = told.toString();
    err = wrong.toString();
    return code;
  }
}
