package dev.handoff.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
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
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.Checkup;
import dev.handoff.dispatch.Dispatcher;
import dev.handoff.dispatch.EventLog;
import dev.handoff.dispatch.OperatorEvent;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResponderTest {

  private final MemoryClusterStore store = new MemoryClusterStore();
  private final MemoryNodeChannel channel = new MemoryNodeChannel();
  private final VirtualTime time = new VirtualTime(Samples.NOON);
  private final MemoryNotifier notifier = new MemoryNotifier();
  private final Responder responder =
      new Responder(
          new Dispatcher(
              new Ports(
                  store,
                  channel,
                  new MemoryAddresses(),
                  new MemoryJournal(),
                  notifier,
                  new MemoryFence(),
                  new MemoryFleet(() -> 2),
                  time),
              spec -> List.of()));
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final EventLog log = new EventLog(lines::add, "request-1");

  @Test
  void theScheduleLooksAtEveryCluster() {
    apply("one");
    apply("two");

    assertEquals("{\"evaluated\":2}", responder.answer(new Event.Schedule(), log));
  }

  @Test
  void aDoctorHearsOfEveryCluster() throws Exception {
    apply("one");

    Checkup checkup = Json.read(responder.answer(new Event.Doctor(), log), Checkup.class);

    assertEquals(Set.of("one"), checkup.permissions().keySet());
  }

  @Test
  void anUrgentBeatLooksAtItsCluster() {
    apply("web");
    hear("web");
    long version = version("web");

    String reply = responder.answer(beats(urgent("1", "web"), urgent("2", "web")), log);

    assertEquals("{\"batchItemFailures\":[]}", reply);
    assertTrue(version("web") > version);
    assertEquals(
        1, lines.stream().filter(line -> line.contains("\"evaluated\"")).count(), lines::toString);
  }

  @Test
  void onlyWhatCannotBeReadOrEvaluatedIsReportedAsFailed() {
    apply("good");
    hear("good");
    store.poison("bad", "no record");

    String reply =
        responder.answer(
            beats(
                urgent("1", "bad"),
                new Event.StreamRecord("2", "node", true, "no beat"),
                urgent("3", "good"),
                urgent("4", "nobody-knows-it"),
                new Event.StreamRecord("5", "controller", false, "")),
            log);

    assertEquals(
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"1\"}]}", reply);
  }

  private void apply(String cluster) {
    assertEquals(
        "done", type(operate(cluster, new OperatorCommand.Apply(Samples.spec(cluster, 2)))));
  }

  private void hear(String cluster) {
    channel.beat(Samples.beat(cluster, "n1", 2));
    channel.beat(Samples.beat(cluster, "n2", 2));
  }

  private String operate(String cluster, OperatorCommand command) {
    return responder.answer(
        new Event.Operator(new OperatorEvent.Operation(cluster, "ann", command)), log);
  }

  private static String type(String reply) {
    JsonElement type = JsonParser.parseString(reply).getAsJsonObject().get("type");
    return type.getAsString();
  }

  private static Event.Beats beats(Event.StreamRecord... records) {
    return new Event.Beats(Arrays.asList(records));
  }

  private static Event.StreamRecord urgent(String id, String cluster) {
    return new Event.StreamRecord(id, "node", true, Json.write(Samples.beat(cluster, "n1", 2)));
  }

  private long version(String cluster) {
    return store.read(cluster) instanceof ClusterStore.Reading.Found found ? found.version() : 0;
  }
}
