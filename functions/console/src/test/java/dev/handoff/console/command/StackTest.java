package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.MotoServer;
import dev.handoff.console.ExitCode;
import dev.handoff.controller.port.Samples;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment found by its stack, which CloudFormation as moto emulates it has created. */
@SuppressWarnings("NullAway.Init") // set before each test, or all are skipped
final class StackTest {

  @TempDir private Path home = Path.of("");
  private URI moto;
  private DeployedWorld world;

  @BeforeEach
  void start() {
    Assumptions.assumeTrue(
        MotoServer.shared().isPresent(), "no moto_server on the PATH: no CloudFormation");
    moto = MotoServer.shared().orElseThrow().endpoint();
    world = new DeployedWorld(home);
    world.environment.put("AWS_ENDPOINT_URL_CLOUDFORMATION", moto.toString());
    world.environment.put("AWS_REGION", DynamoDbLocalServer.REGION.id());
    world.has(Samples.spec("web", 2));
  }

  @AfterEach
  void stop() {
    if (world != null) {
      world.close();
    }
  }

  @Test
  void itsOutputLeadsToTheTables() throws Exception {
    String stack = create("Deployment", world.deployment());

    assertEquals(ExitCode.DONE, world.run("failcount", "--stack", stack), world::err);
    world.environment.put("HANDOFF_STACK", stack);
    assertEquals(ExitCode.DONE, world.run("explain", "front"), world::err);
  }

  @Test
  void aStackThatIsNotThereIsExitCode3() {
    assertEquals(ExitCode.UNREACHABLE, world.run("status", "--stack", "nobody"));
    assertTrue(world.err().contains("nobody"), world.err());
    assertTrue(world.err().contains("does not exist"), world.err());
  }

  @Test
  void aStackOfSomethingElseIsToldByItsOutputs() throws Exception {
    String stack = create("Website", "https://example.org");

    assertEquals(ExitCode.UNREACHABLE, world.run("status", "--stack", stack));
    assertTrue(world.err().contains("has no output Deployment"), world.err());
    assertTrue(world.err().contains("[Website]"), world.err());
  }

  @Test
  void anOutputThatIsNoDeploymentIsToldWithTheReason() throws Exception {
    String stack = create("Deployment", "{}");

    assertEquals(ExitCode.UNREACHABLE, world.run("status", "--stack", stack));
    assertTrue(world.err().contains("'region' is missing"), world.err());
  }

  private String create(String output, String value) throws Exception {
    String stack = "stack-" + UUID.randomUUID();
    String template =
        """
        {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
         "Outputs": {"%s": {"Value": "%s"}}}\
        """
            .formatted(output, value.replace("\"", "\\\""));
    String form =
        "Action=CreateStack&Version=2010-05-15&StackName=%s&TemplateBody=%s"
            .formatted(stack, URLEncoder.encode(template, StandardCharsets.UTF_8));
    // moto takes the service and the region from what a call was signed for.
    String scope = "20260101/" + DynamoDbLocalServer.REGION + "/cloudformation/aws4_request";
    HttpRequest request =
        HttpRequest.newBuilder(moto.resolve("/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "AWS4-HMAC-SHA256 Credential=test/" + scope)
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer::body);
    }
    return stack;
  }
}
