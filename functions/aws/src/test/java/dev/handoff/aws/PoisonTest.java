package dev.handoff.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.controller.Ports;
import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.memory.MemoryClusterStore;
import dev.handoff.controller.memory.MemoryFence;
import dev.handoff.controller.memory.MemoryFleet;
import dev.handoff.controller.memory.MemoryJournal;
import dev.handoff.controller.memory.MemoryNodeChannel;
import dev.handoff.controller.memory.MemoryNotifier;
import dev.handoff.controller.memory.VirtualTime;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.Dispatcher;
import dev.handoff.dispatch.EvaluationsFailed;
import dev.handoff.dispatch.EventLog;
import dev.handoff.dispatch.OperatorEvent;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.fuzz.Fuzz;
import dev.handoff.events.fuzz.Nasty;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Poison beside a healthy cluster, through the function's own entry: the healthy one is evaluated,
 * the poison ends in the outcome that is meant for it.
 */
class PoisonTest {

  private static final Lifetime FIVE_MINUTES = Lifetime.of(Duration.ofMinutes(5));

  private static final String REPLY = "\\{\"type\":\"(done|refused|unavailable)\".*";

  /** One function and its world; small, so that each input can have its own. */
  private static final class World {
    final MemoryClusterStore store = new MemoryClusterStore();
    final MemoryNodeChannel channel = new MemoryNodeChannel();
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    final EventLog log = new EventLog(lines::add, "request-1");
    final Responder responder =
        new Responder(
            new Dispatcher(
                new Ports(
                    store,
                    channel,
                    new MemoryAddresses(),
                    new MemoryJournal(),
                    new MemoryNotifier(),
                    new MemoryFence(),
                    new MemoryFleet(() -> 2),
                    new VirtualTime(Samples.NOON)),
                spec -> List.of()));

    World() {
      apply("good");
      apply("web");
      lines.clear();
    }

    void apply(String cluster) {
      OperatorCommand apply = new OperatorCommand.Apply(Samples.spec(cluster, 2));
      assertTrue(
          responder
              .answer(new Event.Operator(new OperatorEvent.Operation(cluster, "ann", apply)), log)
              .contains("\"done\""));
      channel.beat(Samples.beat(cluster, "n1", 2));
      channel.beat(Samples.beat(cluster, "n2", 2));
    }

    /** What the function answers to an event as it arrives. */
    String answer(String event) throws MalformedEvent {
      return responder.answer(Event.parse(event), log);
    }

    long version(String cluster) {
      return store.read(cluster) instanceof Reading.Found found ? found.version() : 0;
    }

    /** Only the poison cluster may have failed, and every line of the log is one plain object. */
    void scheduleHarmsNobodyElse() {
      long before = version("good");
      channel.beat(Samples.beat("good", "n1", before + 100));
      try {
        responder.answer(new Event.Schedule(), log);
      } catch (EvaluationsFailed e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith("1 of 2 clusters"), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains("web: "), e.getMessage());
      }
      assertTrue(version("good") > before, "the good cluster was evaluated");
      checkLog();
    }

    void checkLog() {
      for (String line : lines) {
        assertTrue(line.length() < 100_000, line);
        assertTrue(line.indexOf('\n') < 0 && line.indexOf('\u001b') < 0, line);
        assertTrue(JsonParser.parseString(line).isJsonObject(), line);
      }
    }
  }

  private static String batch(JsonElement... records) {
    JsonArray array = new JsonArray();
    for (JsonElement record : records) {
      array.add(record);
    }
    JsonObject event = new JsonObject();
    event.add("Records", array);
    return event.toString();
  }

  private static JsonObject record(String id, String beat) {
    JsonObject image = new JsonObject();
    image.add("by", text("node"));
    image.add("urgent", text("1"));
    image.add("beat", text(beat));
    JsonObject change = new JsonObject();
    change.addProperty("SequenceNumber", id);
    change.add("NewImage", image);
    JsonObject record = new JsonObject();
    record.add("dynamodb", change);
    return record;
  }

  private static JsonObject text(String value) {
    JsonObject attribute = new JsonObject();
    attribute.addProperty("S", value);
    return attribute;
  }

  private static String operation(OperatorCommand command) {
    return "{\"operator\":{\"cluster\":\"web\",\"by\":\"ann\",\"command\":"
        + Json.write(command, OperatorCommand.class)
        + "}}";
  }

  private static List<String> operations() {
    return List.of(
        operation(new OperatorCommand.Apply(Samples.spec("web", 2))),
        operation(new OperatorCommand.Apply(Samples.spec("web", 3))),
        operation(new OperatorCommand.Move("front", "n2", FIVE_MINUTES)),
        operation(new OperatorCommand.Ban("front", "n1", FIVE_MINUTES)),
        operation(new OperatorCommand.Cleanup("front", null)),
        operation(new OperatorCommand.Destroy()));
  }

  @Test
  void whatIsNoEventIsRefusedInOnePlainLine() {
    List<String> good = new ArrayList<>(operations());
    good.add("{\"source\":\"aws.scheduler\",\"detail\":{}}");
    good.add(batch(record("1", Json.write(Samples.beat("web", "n1", 2)))));
    Fuzz.run(
        "lambda-event",
        good,
        3_000,
        json -> {
          try {
            Event.parse(json);
          } catch (MalformedEvent e) {
            assertTrue(Nasty.isPlainLine(String.valueOf(e.getMessage())), e.getMessage());
          }
        });
  }

  @Test
  void aPoisonBeatInABatchFailsAloneAndHarmsNobodyElse() {
    List<String> good =
        List.of(Json.write(Samples.beat("web", "n1", 2)), Json.write(Samples.beat("web", "n2", 4)));
    Fuzz.run(
        "batch",
        good,
        300,
        beat -> {
          World world = new World();
          world.channel.poisonBeat(
              Samples.spec("web", 2), Samples.node(Samples.spec("web", 2), "n1"), beat);
          long before = world.version("good");
          String reply =
              world.answer(
                  batch(record("1", beat), record("2", Json.write(Samples.beat("good", "n1", 2)))));
          assertTrue(
              reply.equals("{\"batchItemFailures\":[]}")
                  || reply.equals("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}"),
              reply);
          assertTrue(world.version("good") > before, "the good cluster was evaluated");
          world.scheduleHarmsNobodyElse();
        });
  }

  @Test
  void aRecordOfNoShapeFailsItsBatchOnlyAfterTheOthers() throws MalformedEvent {
    for (String odd : List.of("null", "[]", "7", "\"x\"", "{}", "{\"dynamodb\":[]}")) {
      World world = new World();
      long before = world.version("good");

      String reply =
          world.answer(
              batch(
                  JsonParser.parseString(odd),
                  record("2", Json.write(Samples.beat("good", "n1", 2)))));

      assertEquals("{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}", reply);
      assertTrue(world.version("good") > before, "the good cluster was evaluated");
    }
  }

  @Test
  void anOperatorsPoisonIsAnsweredAndHarmsNobodyElse() {
    Fuzz.run(
        "operator",
        operations(),
        500,
        event -> {
          World world = new World();
          Event parsed;
          try {
            parsed = Event.parse(event);
          } catch (MalformedEvent e) {
            return;
          }
          if (parsed instanceof Event.Operator) {
            String reply = world.responder.answer(parsed, world.log);
            assertTrue(reply.matches(REPLY), reply);
            world.scheduleHarmsNobodyElse();
          }
        });
  }

  @Test
  void aPoisonRecordHarmsNobodyElse() {
    List<String> good = List.of(Json.write(Samples.record("web", 7)));
    Fuzz.run(
        "record",
        good,
        400,
        record -> {
          World world = new World();
          world.store.poison("web", record);
          world.scheduleHarmsNobodyElse();
        });
  }
}
