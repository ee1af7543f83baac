package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line would never send, by whoever may invoke the function. */
class AdmissionTest {

  private static final ClusterSpec GOOD = Specs.twoNodes().spec();

  private final Stage stage = new Stage(GOOD);

  private static String why(Operator.Reply reply) {
    return assertInstanceOf(Operator.Reply.Refused.class, reply).why();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"interval\":\"PT1S\" | \"interval\":\"PT0S\" | at least 100 ms",
        "\"timeout\":\"PT4S\" | \"timeout\":\"-PT4S\" | at least 100 ms",
        "\"window\":\"PT1H\" | \"window\":\"PT9223372036854775807S\" | a time of",
        "\"stopTimeout\":\"PT3S\" | \"stopTimeout\":\"-PT1S\" | a time of",
        "\"name\":\"node-b\" | \"name\":\"node-a\" | named twice",
        "\"name\":\"node-b\" | \"name\":\"b\\u001b[2J\" | b\\u001b[2J",
        "\"name\":\"httpd\" | \"name\":\"eip\" | named twice",
        "\"name\":\"web\" | \"name\":\"\" | named twice, or not by",
        "\"resources\":[ | \"nothing\":[ | cannot be evaluated"
      })
  void aSpecThatNoEvaluationCanBearIsNotStored(String good, String bad, String why)
      throws MalformedEvent {
    String json = Json.write(GOOD);
    assertTrue(json.contains(good), json);

    String refused = why(stage.apply(Json.read(json.replace(good, bad), ClusterSpec.class)));

    assertTrue(refused.contains(why), refused);
    assertInstanceOf(Reading.Absent.class, stage.store.read("cluster-1"));
  }

  @Test
  void aLifetimeBeyondAllTimeIsRefused() {
    stage.apply(GOOD);
    for (Duration lifetime :
        List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ZERO, Duration.ofSeconds(-1))) {
      String why = why(stage.operate(new OperatorCommand.Move("web", "node-b", lifetime)));
      assertTrue(why.startsWith("a lifetime of "), why);
      assertEquals(why, why(stage.operate(new OperatorCommand.Ban("web", "node-b", lifetime))));
    }
  }
}
