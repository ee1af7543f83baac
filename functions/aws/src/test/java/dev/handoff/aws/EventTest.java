package dev.handoff.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.dispatch.OperatorEvent;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.MalformedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"source\":\"aws.scheduler\",\"detail-type\":\"Scheduled Event\",\"detail\":\"{}\"}",
        "{\"source\":\"aws.events\",\"detail\":{}}",
        "{\"schedule\":\"minute\"}"
      })
  void aScheduleIsKnownByItsSource(String json) throws MalformedEvent {
    assertEquals(new Event.Schedule(), Event.parse(json));
  }

  @Test
  void aDoctorAsksForNothingElse() throws MalformedEvent {
    assertEquals(new Event.Doctor(), Event.parse("{\"doctor\": {}}"));
  }

  @Test
  void aStreamsRecordsAreTakenApart() throws MalformedEvent {
    Event event =
        Event.parse(
            """
            {"Records": [
              {"eventSource": "aws:dynamodb", "eventName": "MODIFY", "dynamodb": {
                "SequenceNumber": "111", "Keys": {"node": {"S": "arn"}},
                "NewImage": {"by": {"S": "node"}, "urgent": {"S": "1"}, "beat": {"S": "{}"},
                             "ordersRevision": {"N": "4"}}}},
              {"eventName": "REMOVE", "dynamodb": {"SequenceNumber": "112"}},
              {"dynamodb": {"SequenceNumber": "113", "NewImage": {"by": {"S": "controller"}}}}
            ]}\
            """);

    List<Event.StreamRecord> records = assertInstanceOf(Event.Beats.class, event).records();
    assertEquals(new Event.StreamRecord("111", "node", true, "{}"), records.get(0));
    assertTrue(records.get(0).isUrgentBeat());
    assertFalse(records.get(1).isUrgentBeat());
    assertFalse(records.get(2).isUrgentBeat(), "the controller must not trigger itself");
  }

  @Test
  void anOperatorsCommandIsRead() throws MalformedEvent {
    Event event =
        Event.parse(
            """
            {"operator": {"cluster": "web", "by": "arn:aws:iam::1:user/ann",
                          "command": {"type": "cleanup", "target": "httpd"}}}\
            """);

    assertEquals(
        new Event.Operator(
            new OperatorEvent.Operation(
                "web", "arn:aws:iam::1:user/ann", new OperatorCommand.Cleanup("httpd", null))),
        event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"operator\":1}",
        "{\"operator\":{}}",
        "{\"operator\":{\"cluster\":\"web\",\"by\":\"ann\"}}",
        "{\"operator\":{\"cluster\":\"web\",\"command\":{\"type\":\"destroy\"}}}",
        "{\"operator\":{\"cluster\":\"web\",\"by\":\"ann\",\"command\":{\"type\":\"explode\"}}}",
        "{\"operator\":{\"cluster\":\"web\",\"by\":\"ann\",\"command\":\"destroy\"}}",
        "{\"operator\":{\"cluster\":[],\"by\":\"ann\",\"command\":{\"type\":\"destroy\"}}}"
      })
  void anOperatorsMistakeIsSaidAndNotThrown(String json) throws MalformedEvent {
    OperatorEvent asked = assertInstanceOf(Event.Operator.class, Event.parse(json)).asked();
    assertInstanceOf(OperatorEvent.BadOperation.class, asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "no JSON",
        "{\"source\":\"somebody\"}",
        "{\"Records\":{}}"
      })
  void whatIsNoneOfTheseIsRefused(String json) {
    assertThrows(MalformedEvent.class, () -> Event.parse(json));
  }
}
