package dev.handoff.console.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.example.Golden;
import dev.handoff.console.story.Paint;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The journal, as far as somebody wants to see it. */
final class HistoryTextTest {

  private static final Instant NOW = Views.NOW;
  private static final JournalEntry APPLIED =
      entry(1, 90_000, new Happening.SpecApplied(List.of("cluster created")));
  private static final JournalEntry FAILED =
      entry(2, 300, new Happening.ResourceFailed("httpd", "srv-lb01", 2, 2, "killed"));
  private static final JournalEntry BEGUN =
      entry(
          3,
          299,
          new Happening.HandoverBegun(
              "front",
              "srv-lb01",
              "srv-lb02",
              7,
              new Cause.ServiceFailed("httpd", "srv-lb01", 2, 2)));
  private static final JournalEntry ASKED =
      entry(
          4,
          12,
          new Happening.OperatorActed(new OperatorCommand.Cleanup("httpd", "srv-lb01"), "ada"));
  private static final List<JournalEntry> ALL = List.of(APPLIED, FAILED, BEGUN, ASKED);

  private static JournalEntry entry(long number, long secondsAgo, Happening happening) {
    return new JournalEntry("web", number, NOW.minusSeconds(secondsAgo), happening);
  }

  private static List<JournalEntry> admitted(JournalFilter filter) {
    return ALL.stream().filter(filter::admits).toList();
  }

  @Test
  void aGroupIsWhatItsMembersAreToo() {
    JournalFilter ofFront =
        new JournalFilter(Set.of("front", "eip", "httpd"), null, Set.of(), null);

    assertEquals(List.of(FAILED, BEGUN, ASKED), admitted(ofFront));
  }

  @Test
  void aNodeIsFoundWhateverPartItPlays() {
    assertEquals(List.of(BEGUN), admitted(new JournalFilter(Set.of(), "srv-lb02", Set.of(), null)));
    assertEquals(
        List.of(FAILED, BEGUN, ASKED),
        admitted(new JournalFilter(Set.of(), "srv-lb01", Set.of(), null)));
  }

  @Test
  void kindsAndMomentsNarrowItDown() {
    assertEquals(
        List.of(BEGUN),
        admitted(new JournalFilter(Set.of(), null, Set.of("handover-begun"), null)));
    assertEquals(
        List.of(ASKED),
        admitted(new JournalFilter(Set.of(), null, Set.of(), NOW.minusSeconds(60))));
    assertEquals(ALL, admitted(new JournalFilter(Set.of(), null, Set.of(), null)));
  }

  @Test
  void everyLineSaysHowLongAgoItWas() throws IOException {
    List<String> lines = HistoryText.lines(ALL, NOW, 80, new Paint(false));

    lines.forEach(line -> assertTrue(line.length() <= 80, line));
    Golden.ofProperty("handoff.golden", HistoryTextTest.class)
        .check(Path.of("src/test/resources/dev/handoff/console/status/history-80.txt"), lines);
  }

  @ParameterizedTest
  @CsvSource({
    "-5, just now",
    "0, 0 s ago",
    "99, 99 s ago",
    "100, 1 min ago",
    "5999, 99 min ago",
    "6000, 1 h ago",
    "172799, 47 h ago",
    "172800, 2 d ago"
  })
  void momentsBecomeCoarserWithTheirAge(long seconds, String words) {
    assertEquals(words, Ago.ago(NOW.minusSeconds(seconds), NOW));
  }
}
