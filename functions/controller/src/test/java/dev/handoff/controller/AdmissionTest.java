package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.spec.ClusterSpec;
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
      quoteCharacter = '`',
      value = {
        "\"interval\":\"PT1S\" | \"interval\":\"PT0S\" | beat interval cannot be",
        "\"timeout\":\"PT4S\" | \"timeout\":\"-PT4S\" | beat timeout cannot be",
        "\"window\":\"PT1H\" | \"window\":\"PT9223372036854775807S\" | the window of limits",
        "\"stopTimeout\":\"PT1S\" | \"stopTimeout\":\"-PT1S\" | cannot be PT-1S",
        "\"name\":\"node-b\" | \"name\":\"node-a\" | 'node-a' is there twice",
        "\"name\":\"node-b\" | \"name\":\"b\\u001b[2J\" | b\\u001b[2J",
        "\"name\":\"httpd\" | \"name\":\"eip\" | 'eip' is there twice",
        "\"name\":\"web\" | \"name\":\"\" | the name of a group",
        "\"resources\":[ | \"nothing\":[ | the resources of group 'web' are none"
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
  void aSpecThatIsRefusedChangesNothingOfAClusterThatRuns() {
    Stage serving = Stage.serving(GOOD);
    ClusterRecord before = serving.record();
    ClusterSpec empty = GOOD.with(GOOD.nodes(), List.of(GOOD.groups().getFirst().with(List.of())));

    String refused = why(serving.apply(empty));

    assertTrue(refused.contains("the resources of group 'web' are none"), refused);
    assertEquals(before, serving.record());
  }

  @Test
  void colocationsThatCannotBeFollowedInBoundedTimeAreRefused() {
    String refused = why(stage.apply(Specs.twoNodes().diamonds(24)));

    assertTrue(refused.contains("colocations fan out and meet again"), refused);
    assertInstanceOf(Reading.Absent.class, stage.store.read("cluster-1"));
  }

  @Test
  void aSpecBeyondHalfAnItemIsRefused() {
    String refused = why(stage.apply(Specs.twoNodes().crowded(1_500)));

    assertTrue(refused.contains("split the cluster"), refused);
  }
}
