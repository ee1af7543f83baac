package dev.handoff.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.handoff.controller.Trigger;
import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.OperatorEvent;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

  @Test
  void aBeaconNamesItsCluster() throws MalformedEvent {
    assertEquals(
        new Event.Look(Set.of("web"), Trigger.BEAT, List.of()),
        Event.parse("{\"beat\": {\"cluster\": \"web\"}}"));
  }

  @Test
  void aBeaconAsksForALookNowAndThen() throws MalformedEvent {
    assertEquals(
        new Event.Look(Set.of("web"), Trigger.SCHEDULE, List.of()),
        Event.parse("{\"tick\": {\"cluster\": \"web\"}}"));
  }

  @Test
  void aDoctorAsksForNothingElse() throws MalformedEvent {
    assertEquals(new Event.Doctor(), Event.parse("{\"doctor\": {}}"));
  }

  /** As Notifications passes on a message of Monitoring. */
  @Test
  void anAlarmIsAReasonToLookAtEverything() throws MalformedEvent {
    String alarm =
        """
        {"dedupeKey": "a1b2", "title": "handoff: no beats", "body": "", "type": "OK_TO_FIRING",
         "severity": "CRITICAL", "timestampEpochMillis": 1767268800000,
         "alarmMetaData": [{"id": "ocid1.alarm.oc1..a", "status": "FIRING",
           "namespace": "oci_streaming", "query": "PutMessagesThroughput.Count[1m].absent()",
           "dimensions": [{"resourceId": "ocid1.stream.oc1..a"}]}], "version": 1.5}
        """;

    assertEquals(new Event.Schedule(), Event.parse(alarm));
  }

  /** Resource Scheduler calls without a body. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"schedule\": {}}", "", "\n", "{}"})
  void aScheduleIsAReasonToLookAtEverything(String body) throws MalformedEvent {
    assertEquals(new Event.Schedule(), Event.parse(body));
  }

  @Test
  void anOperatorsCommandIsRead() throws MalformedEvent {
    Event event =
        Event.parse(
            """
            {"operator": {"cluster": "web", "by": "ocid1.user.oc1..ann",
                          "command": {"type": "cleanup", "target": "httpd"}}}\
            """);

    assertEquals(
        new Event.Operator(
            new OperatorEvent.Operation(
                "web", "ocid1.user.oc1..ann", new OperatorCommand.Cleanup("httpd", null))),
        event);
  }

  @Test
  void urgentBeatsOfAConnectorsBatchNameTheirClusters() throws MalformedEvent {
    JsonArray batch = new JsonArray();
    batch.add(message(Json.write(Samples.beat("web", "n1", 2))));
    batch.add(message(Json.write(Samples.beat("web", "n2", 4))));
    batch.add(message(Json.write(Samples.beat("other", "n1", 3)))); // an ordinary one

    assertEquals(
        new Event.Look(Set.of("web"), Trigger.BEAT, List.of()), Event.parse(batch.toString()));
  }

  @Test
  void whatIsNoBeatInABatchDoesNotHideTheOthers() throws MalformedEvent {
    JsonArray batch = new JsonArray();
    batch.add("no message");
    batch.add(message("no beat"));
    JsonObject bare = new JsonObject();
    bare.addProperty("value", "no base64!");
    batch.add(bare);
    batch.add(message(Json.write(Samples.beat("web", "n1", 2))));

    Event.Look beats = assertInstanceOf(Event.Look.class, Event.parse(batch.toString()));
    assertEquals(Set.of("web"), beats.clusters());
    assertEquals(3, beats.unreadable().size(), () -> beats.unreadable().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[",
        "no JSON",
        "{\"beat\":{}}",
        "{\"beat\":\"web\"}",
        "{\"tick\":{}}",
        "{\"alarmMetaData\":{}}"
      })
  void whatIsNoneOfTheseIsRefused(String json) {
    assertThrows(MalformedEvent.class, () -> Event.parse(json));
  }

  private static JsonObject message(String value) {
    JsonObject message = new JsonObject();
    message.addProperty("stream", "handoff.web.n1");
    message.addProperty("partition", "0");
    message.addProperty("offset", 7);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    message.addProperty("value", Base64.getEncoder().encodeToString(bytes));
    return message;
  }
}
