package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.aws.local.PlayedNode;
import dev.handoff.console.ExitCode;
import dev.handoff.console.deployment.AwsFront;
import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.Checkup;
import dev.handoff.dispatch.Permission;
import dev.handoff.dispatch.Permission.Ruling;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code handoff doctor} as it is typed, by a person who may look and command, but no more. */
@SuppressWarnings("NullAway.Init") // set before each test
final class DoctorTest {

  private static final ClusterSpec WEB = Samples.spec("web", 2);

  @TempDir private Path home = Path.of("");
  private DeployedWorld world;
  private PlayedNode n1;
  private PlayedNode n2;

  @BeforeEach
  void start() {
    world = new DeployedWorld(home);
    world.has(WEB);
    n1 = world.node(WEB, "n1");
    n2 = world.node(WEB, "n2");
    n1.beat(false);
    n2.beat(false);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  /** The function is asked between the two looks at the beats. */
  private void meanwhile(Runnable beats, Permission... permissions) {
    Checkup checkup = new Checkup("", Map.of("web", List.of(permissions)), Map.of());
    world.front.function(call -> {
      beats.run();
      return call.returns(Json.write(checkup));
    });
  }

  private void bothBeat() {
    n1.beat(false);
    n2.beat(false);
  }

  private static Permission associate(Ruling ruling) {
    return new Permission(
        "AssociateAddress",
        "eipalloc-1 and eni-1 of n1",
        ruling,
        ruling == Ruling.PERMITTED ? "" : "so says EC2");
  }

  @Test
  void whatMayNotBeLookedAtIsNoFault() {
    meanwhile(this::bothBeat, associate(Ruling.PERMITTED));

    assertEquals(ExitCode.DONE, world.handoff("doctor"), () -> world.out() + world.err());

    says("ok    credentials  you are " + AwsFront.CALLER);
    says("its stream is on");
    says("warn  function     you may not look at it");
    says("EC2 permits the function all 1 calls");
    says("warn  network      web: EC2 does not show you what the spec names");
    says("1 confirmed subscription");
    says("ok    beats        web: n1 beats");
    says("ok    beats        web: n2 beats");
    says("ok    schedule");
    assertEquals("{\"doctor\": {}}", world.front.invoked().getFirst().event());
  }

  @Test
  void aFaultIsToldWithHowToMendItAndEndsWith1() {
    world.front.leaveSubscriptionPending();
    meanwhile(() -> n1.beat(false), associate(Ruling.REFUSED));

    assertEquals(ExitCode.NOT_SO, world.handoff("doctor"), world::err);

    says("fail  permissions  web: AssociateAddress on eipalloc-1 and eni-1 of n1 is refused");
    says("mend: tag what is to be moved with handoff = " + world.tables);
    says("fail  topic        nobody has confirmed");
    says("fail  beats        web: n2 has not sent a beat");
    assertFalse(world.out().contains("fail  beats        web: n1"), world.out());
  }

  @Test
  void whatLambdaKnowsOfTheFunctionAndItsStreamIsJudged() {
    meanwhile(this::bothBeat, associate(Ruling.PERMITTED));
    world.front.describes(
        "functions/" + world.tables + "/configuration?Qualifier=live",
        "{\"State\": \"Active\", \"Timeout\": 3}");
    world.front.describes(
        "event-source-mappings/?FunctionName=" + world.function().replace(":", "%3A"),
        """
        {"EventSourceMappings": [{"State": "Disabled", "UUID": "u-1",
          "EventSourceArn": "arn:aws:dynamodb:x:1:table/%s-nodes/stream/now"}]}\
        """
            .formatted(world.tables));

    assertEquals(ExitCode.NOT_SO, world.handoff("doctor"), world::err);

    says("warn  function     its timeout is 3 s");
    says("fail  stream       the event source is Disabled");
  }

  @Test
  void aPermissionThatCouldNotBeTriedIsNoRefusal() {
    meanwhile(this::bothBeat, associate(Ruling.UNCLEAR));

    assertEquals(ExitCode.DONE, world.handoff("doctor"), world::out);
    says(
        "warn  permissions  web: AssociateAddress on eipalloc-1 and eni-1 of n1 could not be tried");
  }

  @Test
  void aFunctionThatDoesNotAnswerFails() {
    world.front.function(call -> {
      bothBeat();
      return call.answers(
          200,
          Map.of("X-Amz-Function-Error", "Unhandled"),
          "{\"errorMessage\": \"out of memory\"}");
    });

    assertEquals(ExitCode.NOT_SO, world.handoff("doctor"), world::err);
    says("out of memory");
    says("/aws/lambda/" + world.tables);
  }

  @Test
  void whoMayNotCommandCannotAskTheFunctionAndThatIsNoFault() {
    world.front.function(call -> {
      bothBeat();
      return call.answers(
          403, Map.of("x-amzn-ErrorType", "AccessDeniedException"), "{\"Message\": \"no\"}");
    });

    assertEquals(ExitCode.DONE, world.handoff("doctor"), world::out);
    says("warn  permissions  the function was not asked");
  }

  @Test
  void everyCheckIsAnObjectOfJsonAndTheLastIsTheResult() {
    meanwhile(() -> n1.beat(false), associate(Ruling.PERMITTED));

    assertEquals(ExitCode.NOT_SO, world.handoff("doctor", "--json"), world::err);

    List<JsonObject> lines =
        world.out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    assertEquals("result", lines.getLast().get("event").getAsString());
    assertFalse(lines.getLast().get("ok").getAsBoolean());
    JsonObject silent =
        lines.stream()
            .filter(line -> line.toString().contains("web: n2 has not"))
            .findFirst()
            .orElseThrow();
    assertEquals("check", silent.get("event").getAsString());
    assertEquals("beats", silent.get("area").getAsString());
    assertEquals("fail", silent.get("outcome").getAsString());
    assertTrue(silent.has("mend"));
  }

  @Test
  void aClusterThatIsNamedIsTheOnlyOneThatIsLookedAt() {
    world.has(Samples.spec("mail", 2));
    meanwhile(this::bothBeat, associate(Ruling.PERMITTED));

    assertEquals(ExitCode.DONE, world.handoff("doctor", "--cluster", "web"), world::out);
    assertFalse(world.out().contains("mail:"), world.out());
  }

  @Test
  void anInstallationHasToBeNamed() {
    assertEquals(ExitCode.BAD_INPUT, world.run("doctor"));
    assertTrue(world.err().contains("--stack NAME"), world.err());
  }

  private void says(String words) {
    assertTrue(world.out().contains(words), () -> words + " is not in:\n" + world.out());
  }
}
