package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.memory.MemoryNotifier;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.NodeRecord;
import dev.handoff.controller.record.Phase;
import dev.handoff.events.Alert;
import dev.handoff.events.Beat;
import dev.handoff.events.GroupReport;
import dev.handoff.events.GroupReport.Progress;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.MissedBeat;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.fuzz.Fuzz;
import dev.handoff.events.fuzz.Nasty;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever a node writes under its own key: its cluster goes on, and nothing of it runs wild. */
class PoisonBeatTest {

  /** A record of two nodes and one group has two kilobytes. */
  private static final int LARGEST_RECORD = 32_000;

  private static final int LARGEST_ENTRY = 8_000;
  private static final int BEATS_BEFORE_HEALING = 20;

  private Stage stage = Stage.serving(Specs.twoNodes().spec());
  private int beats;
  private long epoch;

  @Test
  void aClusterOutlivesWhateverANodeWrites() {
    List<String> good = List.of(beat("node-a", State.RUNNING), beat("node-b", State.FAILED));
    Fuzz.run("beat", good, 500, this::poisoned);
  }

  @Test
  void aSilenceOfAgesIsToldLikeAnyOther() {
    String witness = beat("node-a", State.RUNNING).replace("PT8S", "PT9223372036854775807S");
    stage.node("node-b").die();
    long sequence = sequenceOf("node-b");
    stage.clock.advance(Duration.ofSeconds(8));
    poison("node-a", witness.replace("\"sequence\":5", "\"sequence\":" + sequence));
    evaluated(Trigger.BEAT);

    assertEquals(1, stage.happenings(Happening.NodeSilent.class).size());
    assertEquals(List.of(), stage.record().outbox(), "people were told");
  }

  @Test
  void aBeatFromTheBeginningOfTimeMovesItsGroupLikeAnyOther() {
    String failed = beat("node-a", State.FAILED).replace("\"active\"", "\"failed\"");
    poison("node-a", failed.replace(Stage.NOON.toString(), "-1000000000-01-01T00:00:00Z"));
    evaluated(Trigger.BEAT);
    stage.play(6);

    assertEquals("node-b", stage.owner());
    assertEquals(List.of(), stage.record().outbox(), "people were told");
  }

  @Test
  void aResourceThatIsReportedTwiceFailsOnce() {
    String one = "{\"resource\":\"httpd\",\"state\":\"failed\",\"failures\":1}";
    String json = beat("node-a", State.RUNNING);
    String many = String.join(",", Collections.nCopies(900, one));
    poison("node-a", json.replaceFirst("\\{\"resource\":[^}]*}", many));
    evaluated(Trigger.BEAT);

    assertEquals(1, stage.happenings(Happening.ResourceFailed.class).size());
  }

  @Test
  void aDetailOfAMegabyteIsCut() {
    String json = beat("node-a", State.FAILED).replace("exited", "\\u001b[31mx".repeat(30_000));
    poison("node-a", json);
    evaluated(Trigger.BEAT);

    Happening.ResourceFailed failed = stage.happenings(Happening.ResourceFailed.class).getFirst();
    String detail = String.valueOf(failed.detail());
    assertTrue(detail.length() <= ResourceReport.LONGEST_DETAIL, detail);
    assertTrue(detail.startsWith("\\u001b[31mx"), detail);
    checkOutput();
  }

  @Test
  void aBeatOfAMillionResourcesIsNonsense() {
    String one = "{\"resource\":\"r\",\"state\":\"failed\",\"failures\":1}";
    String json = beat("node-a", State.RUNNING);
    String many = String.join(",", Collections.nCopies(10_000, one));
    poison("node-a", json.replaceFirst("\\{\"resource\":[^}]*}", many));

    assertInstanceOf(NodeReading.Nonsense.class, stage.channel.read(stage.spec).get("node-a"));
    evaluated(Trigger.BEAT);
  }

  @Test
  void aBootIdBeyondAllMeasureIsNonsense() {
    poison("node-a", beat("node-a", State.RUNNING).replaceFirst("boot-1", "b".repeat(100_000)));

    assertInstanceOf(NodeReading.Nonsense.class, stage.channel.read(stage.spec).get("node-a"));
    evaluated(Trigger.BEAT);
  }

  @Test
  void aNodeThatDiesWithNonsenseOnItsLipsLosesItsGroup() {
    stage.node("node-a").die();
    poison("node-a", "{\"cluster\":\"nonsense\"");
    stage.evaluate(Trigger.SCHEDULE);
    stage.play(6);

    assertEquals("node-b", stage.owner());
    assertTrue(stage.phase() instanceof Phase.Settled, stage.phase().toString());
    assertEquals(1, stage.happenings(Happening.NodeSilent.class).size());
  }

  @Test
  void aNodeThatHasDiedWithNonsenseOnItsLipsReturnsWithABeat() {
    stage.node("node-a").die();
    poison("node-a", "{\"cluster\":\"nonsense\"");
    stage.evaluate(Trigger.SCHEDULE);
    stage.play(6);
    stage.node("node-a").reboot();
    stage.play(2);
    stage.schedule();

    assertEquals(NodeRecord.Presence.PRESENT, stage.record().node("node-a").presence());
    assertEquals(List.of(), stage.record().outbox(), "people were told");
  }

  @Test
  void aNodeThatLivesAndWritesNonsenseOnceInAWhileKeepsItsGroup() {
    for (int i = 0; i < 3; i++) {
      poison("node-a", "{\"cluster\":\"nonsense\"");
      stage.evaluate(Trigger.SCHEDULE);
      stage.play(6);
    }

    assertEquals("node-a", stage.owner());
    assertEquals(List.of(), stage.happenings(Happening.NodeSilent.class));
  }

  @Test
  void aThousandFailuresAreTakenInBitByBit() {
    Service[] services =
        IntStream.range(0, 400)
            .mapToObj(i -> Specs.service("s" + i, Service.Runs.EVERYWHERE))
            .toArray(Service[]::new);
    stage = new Stage(Specs.twoNodes().resources(services).spec());
    stage.apply(stage.spec);
    stage.play(6);
    String reports =
        IntStream.range(0, 400)
            .mapToObj("{\"resource\":\"s%d\",\"state\":\"failed\",\"failures\":1}"::formatted)
            .collect(Collectors.joining(","));
    poison("node-b", beat("node-b", State.FAILED).replaceFirst("\\{\"resource\":[^}]*}", reports));
    for (int seen : List.of(100, 200, 300, 400, 400)) {
      stage.evaluate(Trigger.BEAT);
      assertEquals(seen, stage.happenings(Happening.ResourceFailed.class).size());
    }
  }

  private long sequenceOf(String node) {
    return stage.channel.read(stage.spec).get(node) instanceof NodeReading.Heard heard
        ? heard.beat().sequence()
        : -1;
  }

  private void poison(String node, String json) {
    stage.channel.poisonBeat(stage.spec, stage.spec.node(node).orElseThrow(), json);
  }

  private static String beat(String node, State state) {
    return Json.write(
        new Beat(
            "cluster-1",
            node,
            "boot-1",
            7,
            Duration.ofSeconds(7),
            Stage.NOON,
            true,
            false,
            "",
            List.of(new GroupReport("web", 1, Progress.ACTIVE)),
            List.of(new ResourceReport("httpd", state, 3, "exited with 1: no such file")),
            Map.of("ping", "1000"),
            List.of(new MissedBeat("node-b", "boot-1", 5, Duration.ofSeconds(8)))));
  }

  private void poisoned(String text) {
    String name = text.contains("node-b\",\"boot\"") ? "node-b" : "node-a";
    poison(name, text);
    evaluated(Trigger.BEAT);
    evaluated(Trigger.SCHEDULE);
    stage.clock.advance(stage.spec.beat().timeout());
    evaluated(Trigger.SCHEDULE);
    checkOutput();
    if (++beats % BEATS_BEFORE_HEALING == 0) {
      heal();
      stage = Stage.serving(Specs.twoNodes().spec());
      epoch = 0;
    }
  }

  private void evaluated(Trigger trigger) {
    assertInstanceOf(Outcome.Evaluated.class, stage.evaluate(trigger));
    assertTrue(stage.group().epoch() >= epoch, "the epoch went back");
    epoch = stage.group().epoch();
    int size = Json.write(stage.record()).length();
    assertTrue(size < LARGEST_RECORD, () -> "the record has " + size + " characters");
  }

  private void checkOutput() {
    for (JournalEntry entry : stage.journal.newest(stage.spec.cluster(), 20)) {
      String json = Json.write(entry);
      assertTrue(json.length() < LARGEST_ENTRY, json);
      assertTrue(Nasty.isPlainLine(json), json);
    }
    for (MemoryNotifier.Message message : stage.notifier.delivered()) {
      Alert alert = message.alert();
      assertTrue(alert.subject().matches("[ -~]{1,99}"), alert.subject());
      assertTrue(Nasty.isPlain(alert.text()), alert.text());
      assertTrue(alert.text().length() < LARGEST_ENTRY, alert.text());
    }
  }

  /** The nodes go on as if nothing had been. */
  private void heal() {
    stage.actors.values().forEach(Actor::heal);
    stage.play(3);
    stage.operate(new OperatorCommand.Cleanup("web", null));
    for (int minute = 0; minute < 4; minute++) {
      stage.schedule();
    }
    String owner = stage.owner();
    assertNotNull(owner, () -> "nobody serves: " + stage.group());
    assertInstanceOf(Phase.Settled.class, stage.phase());
    assertTrue(stage.node(owner).isActive("web"), () -> owner + " does not run it");
    assertEquals(List.of(), stage.record().outbox());
  }
}
