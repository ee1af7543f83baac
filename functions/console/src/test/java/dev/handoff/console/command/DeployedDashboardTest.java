package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.PlayedNode;
import dev.handoff.console.ExitCode;
import dev.handoff.console.deployment.AwsAccess;
import dev.handoff.console.deployment.AwsInstallation;
import dev.handoff.console.deployment.DeployedContact;
import dev.handoff.console.deployment.Deployment;
import dev.handoff.console.status.Pulse;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.ClusterSpec;
import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The page and the report of an installation: by its tables, with a person's own credentials. */
@SuppressWarnings("NullAway.Init") // set before each test
final class DeployedDashboardTest {

  private static final ClusterSpec WEB = Samples.spec("web", 2);

  @TempDir private Path home = Path.of("");
  private DeployedWorld world;

  @BeforeEach
  void start() {
    world = new DeployedWorld(home);
    world.has(WEB);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void theCommandPrintsAnAddressWhereTheStateOfTheInstallationIs() throws Exception {
    world.node(WEB, "n1").beat(false);
    CommandLine line = Handoff.commandLine(world.environment);
    try (PipedReader printed = new PipedReader();
        BufferedReader lines = new BufferedReader(printed)) {
      line.setOut(new PrintWriter(new PipedWriter(printed), true));
      Thread command =
          Thread.ofPlatform()
              .start(() ->
                  line.execute("dashboard", "--port", "0", "--deployment", world.file.toString()));
      URI page = URI.create(lines.readLine());

      JsonObject state = JsonParser.parseString(get(page, "state")).getAsJsonObject();

      assertEquals(
          "installation %s in %s, account %s"
              .formatted(world.tables, DynamoDbLocalServer.REGION, DynamoDbLocalServer.ACCOUNT),
          state.get("where").getAsString());
      assertEquals("web", state.getAsJsonObject("view").get("cluster").getAsString());
      assertTrue(get(page, "explain/front").contains("\"group\":\"front\""));
      assertFalse(state.toString().contains(DeployedWorld.SECRET));
      assertTrue(world.front.invoked().isEmpty(), "looking invoked the function");
      command.interrupt();
      command.join();
    }
  }

  @Test
  void aPulseTellsBeatsAndWhetherThereIsMoreToReadWithoutAskingEc2() throws Exception {
    PlayedNode node = world.node(WEB, "n1");
    world.environment.put("AWS_ENDPOINT_URL_EC2", "http://127.0.0.1:1");
    try (DeployedContact contact =
        new DeployedContact(
            new AwsInstallation(
                Deployment.parse(world.deployment()), AwsAccess.of(world.environment)),
            null)) {
      Pulse silent = contact.pulse();
      node.beat(false);
      Pulse first = contact.pulse();
      node.beat(false);
      Pulse second = contact.pulse();
      node.beat(true);
      Pulse leaving = contact.pulse();

      assertEquals(0, silent.nodes().getFirst().sequence());
      assertNotEquals(silent.revision(), first.revision());
      assertEquals(1, first.nodes().getFirst().sequence());
      assertEquals(2, second.nodes().getFirst().sequence());
      assertEquals(first.revision(), second.revision(), "one more beat is nothing to read");
      assertNotEquals(second.revision(), leaving.revision());
      assertEquals(WEB.beat(), first.beat());
    }
  }

  @Test
  void aReportOfWhatNeverHappenedIsNotWritten() {
    assertEquals(ExitCode.NOT_SO, world.handoff("report", "front"));
    assertTrue(world.err().contains("the journal tells of no handover of front"), world.err());

    assertEquals(ExitCode.NOT_SO, world.handoff("report", "fornt"));
    assertTrue(world.err().contains("there is no group or resource 'fornt'"), world.err());
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (java.net.ServerSocket taken =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertEquals(ExitCode.UNREACHABLE, world.handoff("dashboard", "--port", port));

      assertTrue(world.err().contains("port " + port + " of 127.0.0.1"), world.err());
    }
  }

  private static String get(URI page, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page.resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }
}
