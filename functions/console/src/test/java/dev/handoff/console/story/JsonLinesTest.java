package dev.handoff.console.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.scenario.Scenario;
import dev.handoff.console.scenario.Step;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.Alert;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonLinesTest {

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder errors = new StringBuilder();
  private final JsonLines lines =
      new JsonLines(
          line -> out.append(line).append('\n'), line -> errors.append(line).append('\n'));

  static Stream<Arguments> happenings() {
    Cause cause = new Cause.ServiceFailed("httpd", "a", 2, 2);
    return Stream.of(
        Arguments.of(
            new Happening.OwnerChanged(
                "front",
                "a",
                "b",
                3,
                cause,
                List.of("eipalloc-1"),
                Duration.ofMillis(12),
                Duration.ofMillis(34),
                Duration.ofMillis(56)),
            """
            "event":"owner-changed","group":"front","from":"a","to":"b","epoch":3,\
            "cause":"httpd failed 2 of 2","detect-ms":12,"move-ms":34,"serve-ms":56\
            """),
        Arguments.of(
            new Happening.ResourceFailed("httpd", "a", 1, 2, "killed"),
            """
            "event":"resource-failed","resource":"httpd","node":"a","fail-count":1,\
            "threshold":2,"detail":"killed\"\
            """),
        Arguments.of(
            new Happening.NodeSilent("a", Duration.ofSeconds(2)),
            "\"event\":\"node-silent\",\"node\":\"a\",\"silent-ms\":2000"),
        Arguments.of(new Happening.NodeReturned("a"), "\"event\":\"node-returned\",\"node\":\"a\""),
        Arguments.of(
            new Happening.Held("front", new Hold.Maintenance()),
            """
            "event":"held","group":"front",\
            "reason":"maintenance is on, so nothing is moved\"\
            """));
  }

  @ParameterizedTest
  @MethodSource("happenings")
  void writesWhatHappensWithItsMoment(Happening happening, String members) {
    lines.happened(new JournalEntry("web", 7, Samples.NOON, happening));

    assertEquals("{\"at\":\"2026-01-01T12:00:00.123Z\"," + members + "}\n", written());
  }

  @Test
  void keepsToTheEventsOfTheContract() {
    lines.happened(
        new JournalEntry("web", 7, Samples.NOON, new Happening.SpecApplied(List.of("created"))));

    assertEquals("", written());
  }

  @Test
  void writesStepsGapsAlertsAndTheResult() {
    Scenario.Placed wait =
        new Scenario.Placed(3, "s.yaml:9:5", new Step.Wait(Duration.ofSeconds(1)));
    lines.ends(wait, true, "", Duration.ZERO);
    lines.ends(wait, false, "it did not", Duration.ZERO);
    lines.gap("eip", Duration.ofMillis(1_234));
    lines.alerted(new Alert("web-7", "web", "subject", "text", "{}", Map.of()));
    lines.closes(
        new Scenario("s", Samples.spec("web", 1), Set.of(), List.of()), false, Duration.ZERO);

    String all = written();
    assertTrue(all.contains("\"event\":\"step\",\"index\":3,\"ok\":true,\"detail\":\"wait 1 s\"}"));
    assertTrue(all.contains("\"ok\":false,\"detail\":\"s.yaml:9:5: wait 1 s: it did not\"}"), all);
    assertTrue(all.contains("\"event\":\"gap\",\"address\":\"eip\",\"seconds\":1.234}"), all);
    assertTrue(all.contains("\"event\":\"alert\",\"id\":\"web-7\",\"subject\":\"subject\"}"), all);
    assertTrue(all.endsWith("\"event\":\"result\",\"ok\":false}\n"), all);
  }

  @Test
  void keepsTroublesOutOfTheLines() {
    lines.troubled("the disk is full");
    lines.opens(Samples.spec("web", 1), Map.of(), List.of("eipalloc-1 was created"));

    assertEquals("", written());
    assertEquals("the disk is full\neipalloc-1 was created\n", errors.toString());
  }

  private String written() {
    return out.toString();
  }
}
