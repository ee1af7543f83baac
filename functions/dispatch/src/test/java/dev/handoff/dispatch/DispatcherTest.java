package dev.handoff.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.controller.Ports;
import dev.handoff.controller.Trigger;
import dev.handoff.controller.memory.MemoryAddresses;
import dev.handoff.controller.memory.MemoryClusterStore;
import dev.handoff.controller.memory.MemoryFence;
import dev.handoff.controller.memory.MemoryFleet;
import dev.handoff.controller.memory.MemoryJournal;
import dev.handoff.controller.memory.MemoryNodeChannel;
import dev.handoff.controller.memory.MemoryNotifier;
import dev.handoff.controller.memory.VirtualTime;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Samples;
import dev.handoff.dispatch.Permission.Ruling;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DispatcherTest {

  private final MemoryClusterStore store = new MemoryClusterStore();
  private final MemoryNodeChannel channel = new MemoryNodeChannel();
  private final VirtualTime time = new VirtualTime(Samples.NOON);
  private final MemoryNotifier notifier = new MemoryNotifier();
  private final Dispatcher dispatcher =
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
          spec ->
              List.of(new Permission("AssociateAddress", spec.cluster(), Ruling.REFUSED, "no")));
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final EventLog log = new EventLog(lines::add, "request-1");

  @Test
  void theScheduleLooksAtEveryCluster() {
    apply("one");
    apply("two");
    lines.clear();

    assertEquals("{\"evaluated\":2}", dispatcher.schedule(log));
    assertTrue(lines.getLast().contains("\"event\":\"schedule\""), lines::toString);
  }

  @Test
  void aDoctorHearsWhatIsPermittedForEachCluster() throws Exception {
    apply("one");
    apply("two");

    Checkup checkup = Json.read(dispatcher.checkup(log), Checkup.class);

    assertEquals(
        List.of(new Permission("AssociateAddress", "two", Ruling.REFUSED, "no")),
        checkup.permissions().get("two"));
    assertEquals(Set.of("one", "two"), checkup.permissions().keySet());
    assertTrue(checkup.unreadable().isEmpty());
  }

  @Test
  void aDoctorHearsWhichClusterCannotBeRead() throws Exception {
    apply("good");
    store.poison("bad", "no record");

    Checkup checkup = Json.read(dispatcher.checkup(log), Checkup.class);

    assertEquals(Set.of("good"), checkup.permissions().keySet());
    assertEquals(Set.of("bad"), checkup.unreadable().keySet());
  }

  @Test
  void theScheduleCountsGroupsThatRunNowhere() {
    apply("one"); // its nodes have not been heard yet
    lines.clear();

    dispatcher.schedule(log);

    assertEquals(1, last("schedule").get("down").getAsInt());
    assertEquals(0, last("schedule").get("held").getAsInt());
  }

  @Test
  void aClusterInMaintenanceIsNotCountedAsDown() {
    apply("one");
    operate("one", new OperatorCommand.Maintenance(true));
    lines.clear();

    dispatcher.schedule(log);

    assertEquals(0, last("schedule").get("down").getAsInt());
  }

  /** An alarm of the templates watches for troubles. */
  @Test
  void aTopicThatIsGoneIsATroubleInTheLog() {
    apply("one");
    hear("one");
    dispatcher.schedule(log);
    notifier.drop(String.valueOf(Samples.spec("one", 2).topic()));

    time.pause(Duration.ofHours(1)); // both are silent by then, which is told
    dispatcher.schedule(log);

    assertTrue(last("evaluated").getAsJsonArray("troubles").size() > 0, lines::toString);
    assertEquals(1, last("schedule").get("held").getAsInt());
  }

  @Test
  void aPoisonousClusterFailsTheScheduleOnlyAfterAllOthers() {
    apply("good");
    hear("good");
    store.poison("bad", "no record");
    long version = version("good");

    EvaluationsFailed failed =
        assertThrows(EvaluationsFailed.class, () -> dispatcher.schedule(log));

    assertTrue(String.valueOf(failed.getMessage()).startsWith("1 of 2 clusters"));
    assertTrue(String.valueOf(failed.getMessage()).contains("bad"));
    assertTrue(version("good") > version, "the good cluster was evaluated");
    assertTrue(
        lines.stream().anyMatch(l -> l.contains("\"error\"") && l.contains("\"bad\"")),
        lines::toString);
  }

  @Test
  void aStoreThatCannotListFailsTheSchedule() {
    store.outage("scripted");

    assertThrows(CloudUnavailable.class, () -> dispatcher.schedule(log));
  }

  @Test
  void oneClusterIsLookedAtAlone() {
    apply("web");
    apply("other");
    hear("web");
    long version = version("web");
    long others = version("other");

    Survey survey = dispatcher.evaluate(Set.of("web"), Trigger.BEAT, log);

    assertEquals(Set.of("web"), survey.outcomes().keySet());
    assertTrue(version("web") > version);
    assertEquals(others, version("other"));
  }

  @Test
  void anOperatorIsToldWhatBecameOfTheCommand() {
    assertEquals("done", type(operate("web", new OperatorCommand.Apply(Samples.spec("web", 2)))));
    assertEquals("done", type(operate("web", new OperatorCommand.Standby("n1"))));
    assertEquals("refused", type(operate("web", new OperatorCommand.Standby("n9"))));
    assertEquals("refused", type(operate("nowhere", new OperatorCommand.Destroy())));
    store.outage("scripted");
    assertEquals("unavailable", type(operate("web", new OperatorCommand.Online("n1"))));
  }

  @Test
  void aBadOperatorEventIsRefusedInWords() {
    String reply = dispatcher.operate(new OperatorEvent.BadOperation("no command"), log);

    assertEquals("{\"type\":\"refused\",\"why\":\"no command\"}", reply);
  }

  @Test
  void aHandoverUnderWayIsLoggedWithItsEpochAndCause() {
    apply("one");
    hear("one");
    lines.clear();

    dispatcher.evaluate(Set.of("one"), Trigger.BEAT, log);

    JsonObject group = last("evaluated").getAsJsonObject("groups").getAsJsonObject("front");
    assertEquals("first start", group.get("cause").getAsString());
    assertTrue(group.get("epoch").getAsLong() > 0, lines::toString);
    assertEquals("releasing", group.get("phase").getAsString());
  }

  /** A cluster may have hundreds of groups, and beats come often. */
  @Test
  void groupsWithWhichNothingIsDoneAreNotLogged() {
    apply("one");
    lines.clear();

    dispatcher.evaluate(Set.of("one"), Trigger.BEAT, log); // no node was heard, so it waits

    assertEquals(0, last("evaluated").getAsJsonObject("groups").size(), lines::toString);
  }

  @Test
  void everyLineIsOneJsonObjectThatNamesTheRequest() {
    apply("web");
    store.poison("bad", "two\nlines");
    assertThrows(EvaluationsFailed.class, () -> dispatcher.schedule(log));

    for (String line : lines) {
      JsonObject object = JsonParser.parseString(line).getAsJsonObject();
      assertEquals("request-1", object.get("request").getAsString());
      assertEquals(-1, line.indexOf('\n'), line);
    }
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
    return dispatcher.operate(new OperatorEvent.Operation(cluster, "ann", command), log);
  }

  private JsonObject last(String event) {
    return lines.stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .filter(line -> line.get("event").getAsString().equals(event))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private static String type(String reply) {
    JsonElement type = JsonParser.parseString(reply).getAsJsonObject().get("type");
    return type.getAsString();
  }

  private long version(String cluster) {
    return store.read(cluster) instanceof ClusterStore.Reading.Found found ? found.version() : 0;
  }
}
