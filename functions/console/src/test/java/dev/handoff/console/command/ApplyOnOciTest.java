package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.ExitCode;
import dev.handoff.controller.Operator.Reply;
import dev.handoff.events.json.Json;
import dev.handoff.oci.local.Functions;
import dev.handoff.oci.local.LocalObjectStorage;
import dev.handoff.oci.local.LocalOci;
import dev.handoff.oci.local.Principal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code handoff apply} looks at on Oracle Cloud before it asks the function. */
@SuppressWarnings("NullAway.Init") // set before each test
final class ApplyOnOciTest {

  private static final String NAME = "handoff";

  @TempDir private Path home = Path.of("");
  private final LocalObjectStorage storage =
      new LocalObjectStorage(InstantSource.system()).bucket(NAME);
  private final Functions functions = new Functions();
  private final LocalOci oci = LocalOci.start(functions, storage);
  private final List<String> invoked = new ArrayList<>();
  private Map<String, String> environment;
  private String out = "";
  private String err = "";

  @BeforeEach
  void install() throws IOException {
    String function =
        functions.function(
            functions.application(NAME, oci.endpoint().toString()), NAME, this::answer);
    Principal ann = oci.user("ann");
    Path key = Files.writeString(home.resolve("ann.pem"), ann.privateKey());
    Path config =
        Files.writeString(
            home.resolve("config"),
            "[DEFAULT]\ntenancy=%s\nuser=%s\nfingerprint=%s\nkey_file=%s\nregion=%s\n"
                .formatted(Principal.TENANCY, ann.ocid(), ann.fingerprint(), key, LocalOci.REGION));
    Path deployment =
        Files.writeString(
            home.resolve("deployment.json"),
            """
            {"cloud": "oci", "region": "%s", "compartment": "%s", "namespace": "%s",
             "bucket": "%s", "function": "%s", "functionEndpoint": "%s"}
            """
                .formatted(
                    LocalOci.REGION,
                    LocalOci.COMPARTMENT,
                    LocalOci.NAMESPACE,
                    NAME,
                    function,
                    oci.endpoint()));
    environment =
        Map.of(
            "OCI_CLI_CONFIG_FILE", config.toString(),
            "HANDOFF_OCI_ENDPOINT", oci.endpoint().toString(),
            "HANDOFF_DEPLOYMENT", deployment.toString());
  }

  @AfterEach
  void stop() {
    oci.close();
  }

  private byte[] answer(byte[] event) {
    invoked.add(new String(event, StandardCharsets.UTF_8));
    return Json.write(new Reply.Done("stored"), Reply.class).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aClusterWhoseNameDiffersInCaseOnlyIsRefusedBeforeAnythingIsAsked() throws Exception {
    storage.put(NAME, "clusters/Web/record", "{}");

    assertEquals(ExitCode.BAD_INPUT, apply("web", "1s"));

    assertEquals(
        "nothing was changed: there is a cluster 'Web', and Oracle's policies ignore case:"
            + " nodes of 'web' could read orders of the other; give it another name",
        err.strip());
    assertEquals(List.of(), invoked);
  }

  @Test
  void aClusterThatIsThereIsAppliedAnewAndAnotherOneBesidesIt() throws Exception {
    storage.put(NAME, "clusters/web/record", "{}");

    assertEquals(ExitCode.DONE, apply("web", "1s"), () -> err);
    assertEquals(ExitCode.DONE, apply("web2", "1s"), () -> err);

    assertEquals(2, invoked.size());
    assertEquals("", err);
  }

  @Test
  void whoMayCommandAndNotLookAppliesAllTheSame() throws Exception {
    oci.policy(call -> !call.target().toString().startsWith("/n/"));

    assertEquals(ExitCode.DONE, apply("web", "1s"), () -> err);

    assertTrue(out.startsWith("stored; it was not checked whether another cluster's name"), out);
    assertEquals(1, invoked.size());
  }

  @Test
  void beatsThatAreTooCloseAreAppliedWithAWarning() throws Exception {
    assertEquals(ExitCode.DONE, apply("web", "300ms"), () -> err);

    assertTrue(err.startsWith(home.resolve("cluster.yaml") + ":2:18: warning: OCI lets"), err);
    assertEquals("stored", out.strip());
  }

  private int apply(String cluster, String interval) throws IOException {
    Path spec =
        Files.writeString(
            home.resolve("cluster.yaml"),
            """
            cluster: %s
            beat: {interval: %s, timeout: 5s}
            nodes: {n1: {instance: ocid1.instance.oc1..n1}, n2: {instance: ocid1.instance.oc1..n2}}
            groups: {front: {resources: {s: {type: systemd, unit: httpd}}}}
            """
                .formatted(cluster, interval));
    StringWriter told = new StringWriter();
    StringWriter wrong = new StringWriter();
    CommandLine line = Handoff.commandLine(environment);
    line.setOut(new PrintWriter(told, true));
    line.setErr(new PrintWriter(wrong, true));
    int code = line.execute("apply", spec.toString());
    out = told.toString();
    err = wrong.toString();
    return code;
  }
}
