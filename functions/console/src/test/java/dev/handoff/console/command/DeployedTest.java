package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import dev.handoff.console.deployment.AwsFront;
import dev.handoff.controller.Operator.Reply;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line against an installation: what it reads, asks for, and says when it cannot. */
@SuppressWarnings("NullAway.Init") // set before each test
final class DeployedTest {

  private static final ClusterSpec WEB = Samples.spec("web", 2);

  @TempDir private Path home = Path.of("");
  private DeployedWorld world;

  @BeforeEach
  void start() {
    world = new DeployedWorld(home);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void whoMayOnlyLookSeesAllButWhereTheCloudHasTheAddresses() {
    world.has(WEB);
    world.node(WEB, "n1").beat(false);

    assertEquals(ExitCode.DONE, world.handoff("status"), world::err);

    assertTrue(world.out().contains("front"), world.out());
    assertTrue(world.out().contains("not known"), world.out());
    assertTrue(world.out().contains("UnauthorizedOperation"), world.out());
    assertEquals(ExitCode.DONE, world.handoff("explain", "front"), world::err);
    assertEquals(ExitCode.DONE, world.handoff("failcount"), world::err);
    assertEquals(ExitCode.DONE, world.handoff("history"), world::err);
    assertTrue(world.front.invoked().isEmpty(), "looking invoked the function");
  }

  @Test
  void statusIsAlsoJson() {
    world.has(WEB);

    assertEquals(ExitCode.DONE, world.handoff("status", "--json"), world::err);

    JsonObject line = JsonParser.parseString(world.out()).getAsJsonObject();
    assertEquals("web", line.get("cluster").getAsString());
  }

  @Test
  void withSeveralClustersOneHasToBeNamed() {
    world.has(WEB);
    world.has(Samples.spec("mail", 2));

    assertEquals(ExitCode.NOT_SO, world.handoff("explain", "front"));
    assertTrue(world.err().contains("--cluster NAME"), world.err());
    assertTrue(world.err().contains("mail, web"), world.err());
    assertEquals(ExitCode.DONE, world.handoff("status", "--cluster", "mail"), world::err);
    assertTrue(world.out().contains("mail"), world.out());
  }

  @Test
  void theStatusOfSeveralClustersIsALineEach() {
    world.has(WEB);
    world.has(Samples.spec("mail", 2));

    assertEquals(ExitCode.DONE, world.handoff("status"), world::err);
    assertTrue(world.out().startsWith("2 clusters: 2 MOVING\n"), world.out());
    assertTrue(world.out().contains("\n~ mail  front has not started yet"), world.out());
    assertTrue(world.out().contains("\n~ web   front has not started yet"), world.out());

    assertEquals(ExitCode.DONE, world.handoff("status", "--json"), world::err);
    List<String> clusters =
        world
            .out()
            .lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .map(line -> line.get("cluster").getAsString())
            .toList();
    assertEquals(List.of("mail", "web"), clusters);
  }

  @Test
  void aClusterThatIsNotThereIsToldWithThoseThatAre() {
    world.has(WEB);

    assertEquals(ExitCode.NOT_SO, world.handoff("explain", "front", "--cluster", "wbe"));

    assertTrue(world.err().contains("did you mean 'web'?"), world.err());
  }

  @Test
  void withoutAClusterApplyIsNamed() {
    assertEquals(ExitCode.NOT_SO, world.handoff("status"));

    assertTrue(world.err().contains("handoff apply"), world.err());
  }

  @Test
  void tablesThatAreNotThereAreOutOfReach() throws Exception {
    Files.writeString(world.file, world.deployment().replace("deployed", "removed"));

    assertEquals(ExitCode.UNREACHABLE, world.handoff("status"));
    assertTrue(world.err().contains("removed"), world.err());
    assertFalse(world.err().contains("\tat "), world.err());
  }

  @Test
  void aCommandGoesToTheFunctionsAliasWithWhoAsked() {
    world.has(WEB);
    world.front.function(call -> call.returns(reply(new Reply.Done("node n1 is in standby"))));

    assertEquals(ExitCode.DONE, world.handoff("standby", "n1"), world::err);

    assertEquals("node n1 is in standby", world.out().strip());
    AwsFront.Invoked invoked = world.front.invoked().getFirst();
    assertEquals(
        "/2015-03-31/functions/" + world.function().replace(":", "%3A") + "/invocations",
        invoked.path());
    JsonObject asked =
        JsonParser.parseString(invoked.event()).getAsJsonObject().getAsJsonObject("operator");
    assertEquals("web", asked.get("cluster").getAsString());
    assertEquals(AwsFront.CALLER, asked.get("by").getAsString());
    assertEquals("standby", asked.getAsJsonObject("command").get("type").getAsString());
  }

  @Test
  void aCallerThatStsDoesNotKnowIsTheUserOfThisMachine() {
    world.front.forgetCaller();
    world.front.function(call -> call.returns(reply(new Reply.Done(call.event()))));

    world.handoff("maintenance", "on", "--cluster", "web");

    assertTrue(
        world.out().contains("\"by\":\"" + System.getProperty("user.name") + "\""), world.out());
  }

  @Test
  void theFirstSpecNeedsNoClusterNamed() throws Exception {
    Path spec = home.resolve("cluster.yaml");
    Files.writeString(
        spec,
        """
        cluster: first
        nodes: {a: {}, b: {}}
        groups: {front: {resources: {s: {type: process, command: [sleep, inf]}}}}
        """);
    world.front.function(call -> call.returns(reply(new Reply.Done("created"))));

    assertEquals(ExitCode.DONE, world.handoff("apply", spec.toString()), world::err);

    assertTrue(world.front.invoked().getFirst().event().contains("\"cluster\":\"first\""));
  }

  @Test
  void aRefusalIsTheOperatorsOwnAnswer() {
    world.front.function(call -> call.returns(reply(new Reply.Refused("there is no node n7"))));

    assertEquals(ExitCode.NOT_SO, world.handoff("standby", "n7", "--cluster", "web"));

    assertEquals("there is no node n7", world.err().strip());
  }

  @Test
  void aStoreThatIsAwayIsExitCode3() {
    world.front.function(call -> call.returns(reply(new Reply.Unavailable("DynamoDB is away"))));

    assertEquals(ExitCode.UNREACHABLE, world.handoff("standby", "n1", "--cluster", "web"));
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDeniedException:http://internal, policy deployed, nothing was changed",
    "404, ResourceNotFoundException, was it removed or renamed?, nothing was changed",
    "429, TooManyRequestsException, try again in a moment, nothing was changed",
    "403, ExpiredTokenException, refuses to invoke, nothing was changed",
    "500, ServiceException, Lambda failed, it is not known whether the command took effect"
  })
  void whatLambdaSaysIsToldWithWhetherAnythingChanged(
      int status, String type, String words, String effect) {
    world.front.function(call ->
        call.answers(status, Map.of("x-amzn-ErrorType", type), "{\"Message\": \"so it is\"}"));

    assertEquals(ExitCode.UNREACHABLE, world.handoff("standby", "n1", "--cluster", "web"));

    assertTrue(world.err().contains(words), world.err());
    assertTrue(world.err().contains(effect), world.err());
    assertTrue(world.err().contains("so it is [status " + status + "]"), world.err());
  }

  @Test
  void whatIsThrottledForAMomentIsTriedAgain() {
    world.front.function(call ->
        world.front.invoked().size() < 3
            ? call.answers(429, Map.of("x-amzn-ErrorType", "TooManyRequestsException"), "{}")
            : call.returns(reply(new Reply.Done("done at last"))));

    assertEquals(ExitCode.DONE, world.handoff("standby", "n1", "--cluster", "web"), world::err);
  }

  @Test
  void aFunctionThatCrashedMayHaveDoneItsWork() {
    world.front.function(call ->
        call.answers(
            200,
            Map.of("X-Amz-Function-Error", "Unhandled"),
            "{\"errorMessage\": \"Task timed out after 150.00 seconds\"}"));

    assertEquals(ExitCode.UNREACHABLE, world.handoff("standby", "n1", "--cluster", "web"));

    assertTrue(world.err().contains("not known whether the command took effect"), world.err());
    assertTrue(world.err().contains("Task timed out"), world.err());
    assertTrue(world.err().contains("/aws/lambda/" + world.tables), world.err());
  }

  @Test
  void anAnswerThatIsLostSaysThatRepeatingIsHarmless() {
    world.front.function(AwsFront.Lambda::cut);

    assertEquals(ExitCode.UNREACHABLE, world.handoff("standby", "n1", "--cluster", "web"));

    assertTrue(world.err().contains("not known whether the command took effect"), world.err());
    assertTrue(world.err().contains("repeating the command does no harm"), world.err());
  }

  @Test
  void aFunctionOutOfReachHasChangedNothing() {
    world.environment.remove("AWS_ENDPOINT_URL_LAMBDA");

    assertEquals(ExitCode.UNREACHABLE, world.handoff("standby", "n1", "--cluster", "web"));

    assertTrue(world.err().contains("nothing was changed"), world.err());
  }

  @Test
  void anAnswerOfSomethingElseIsNoSuccess() {
    world.front.function(call -> call.returns("{\"evaluated\": 1}"));

    assertEquals(ExitCode.UNREACHABLE, world.handoff("standby", "n1", "--cluster", "web"));

    assertTrue(world.err().contains("none that this version understands"), world.err());
  }

  private static String reply(Reply reply) {
    return Json.write(reply, Reply.class);
  }
}
