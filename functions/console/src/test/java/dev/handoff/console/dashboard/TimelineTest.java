package dev.handoff.console.dashboard;

import static dev.handoff.console.dashboard.Sights.NOON;
import static dev.handoff.console.dashboard.Sights.begun;
import static dev.handoff.console.dashboard.Sights.changed;
import static dev.handoff.console.dashboard.Sights.failed;
import static dev.handoff.console.dashboard.Sights.journal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.dashboard.Timeline.Lane;
import dev.handoff.console.dashboard.Timeline.Span;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimelineTest {

  private static final Instant YESTERDAY = NOON.minus(Scene.SHOWN);

  @Test
  void aDayInWhichNothingHappenedIsOneSpanForEachGroupAndNode() {
    List<Lane> lanes = lanes(List.of());

    assertEquals(List.of("web", "a", "b"), lanes.stream().map(Lane::name).toList());
    for (Lane lane : lanes) {
      assertEquals(YESTERDAY, lane.spans().getFirst().from());
      assertNull(lane.spans().getFirst().to());
    }
    assertEquals("a", lanes.getFirst().spans().getFirst().node());
  }

  @Test
  void aFailoverIsASpanBetweenItsTwoOwners() {
    Lane web =
        lanes(journal(60, failed("a"), 60, begun("a", "b", 4), 59, changed("a", "b", 4)))
            .getFirst();

    assertEquals(
        List.of("on a", "moving b", "on b"),
        web.spans().stream().map(span -> span.what() + " " + span.node()).toList());
    assertEquals(YESTERDAY, web.spans().getFirst().from());
    assertEquals(NOON.minusSeconds(60), web.spans().get(1).from());
    assertEquals(NOON.minusSeconds(59), web.spans().get(1).to());
    assertEquals(4L, web.spans().get(1).epoch());
    assertEquals("resource-failed", web.marks().getFirst().what());
  }

  @Test
  void beforeTheFirstStartNothingIsKnown() {
    Lane web = lanes(journal(60, begun(null, "a", 1), 59, changed(null, "a", 1))).getFirst();

    assertEquals(NOON.minusSeconds(60), web.spans().getFirst().from());
    assertEquals("moving", web.spans().getFirst().what());
  }

  @Test
  void silenceBeginsWithTheLastBeatAndEndsWithTheNext() {
    Lane b =
        lanes(
                journal(
                    100, new Happening.NodeSilent("b", Duration.ofSeconds(8)),
                    40, new Happening.NodeReturned("b")))
            .get(2);

    assertEquals(List.of("present", "silent", "present"), whats(b));
    Span silent = b.spans().get(1);
    assertEquals(NOON.minusSeconds(108), silent.from());
    assertEquals(NOON.minusSeconds(40), silent.to());
  }

  @Test
  void whatBeganBeforeTheDayIsCutAtItsBeginning() {
    int yesterday = (int) Scene.SHOWN.toSeconds();
    Lane b =
        lanes(
                journal(
                    yesterday + 100, new Happening.NodeReturned("b"),
                    yesterday + 50, new Happening.NodeSilent("b", Duration.ofSeconds(8))))
            .get(2);

    assertEquals(List.of("silent"), whats(b));
    assertEquals(YESTERDAY, b.spans().getFirst().from());
  }

  @Test
  void afterAHoldTheGroupIsWhereItWas() {
    Hold hold = new Hold.Parked(3, NOON);
    Lane web =
        lanes(
                journal(
                    90,
                    begun("a", "b", 4),
                    89,
                    changed("a", "b", 4),
                    50,
                    new Happening.Held("web", hold),
                    20,
                    new Happening.HoldEnded("web", hold)))
            .getFirst();

    assertEquals(List.of("on", "moving", "on", "held", "on"), whats(web));
    assertEquals("b", web.spans().getLast().node());
  }

  @Test
  void maintenanceAndOperatorsHaveALaneOfTheirOwn() {
    List<Lane> lanes =
        lanes(
            journal(
                90, new Happening.OperatorActed(new OperatorCommand.Maintenance(true), "ann"),
                30, new Happening.OperatorActed(new OperatorCommand.Maintenance(false), "ann")));

    Lane cluster = lanes.getLast();
    assertEquals("cluster", cluster.kind());
    assertEquals(List.of("maintenance"), whats(cluster));
    assertEquals(NOON.minusSeconds(30), cluster.spans().getFirst().to());
    assertEquals(2, cluster.marks().size());
  }

  /** Whatever a journal tells, in whatever order, the picture of it can be drawn. */
  @Test
  void spansNeverOverlapAndOnlyTheLastGoesOn() {
    for (long seed = 0; seed < 300; seed++) {
      List<JournalEntry> journal = randomJournal(new Random(seed));
      for (Lane lane : lanes(journal)) {
        Instant end = YESTERDAY;
        for (Span span : lane.spans()) {
          String where = "seed " + seed + ", " + lane.name() + ": " + lane.spans();
          assertTrue(!span.from().isBefore(end), where);
          boolean last = span.equals(lane.spans().getLast());
          assertTrue(last || span.to() != null, where);
          end = span.to() == null ? NOON : span.to();
          assertTrue(!end.isBefore(span.from()), where);
        }
      }
    }
  }

  private static List<JournalEntry> randomJournal(Random random) {
    List<JournalEntry> entries = new ArrayList<>();
    int ago = 100_000;
    for (int number = 1; number <= 40; number++) {
      // Sometimes a little backwards: another function's clock.
      ago = Math.max(0, ago - random.nextInt(5_000) + (random.nextInt(8) == 0 ? 10 : 0));
      String node = random.nextBoolean() ? "a" : "b";
      Hold hold = new Hold.Parked(3, NOON);
      Happening happening =
          switch (random.nextInt(10)) {
            case 0 -> begun("a", node, number);
            case 1 -> changed("a", node, number);
            case 2 -> new Happening.NodeSilent(node, Duration.ofSeconds(random.nextInt(9_000)));
            case 3 -> new Happening.NodeReturned(node);
            case 4 -> new Happening.NodeLeft(node);
            case 5 -> new Happening.Held(random.nextBoolean() ? "web" : null, hold);
            case 6 -> new Happening.HoldEnded(random.nextBoolean() ? "web" : null, hold);
            case 7 ->
                new Happening.OperatorActed(new OperatorCommand.Maintenance(random.nextBoolean()));
            case 8 -> new Happening.GroupStopped("web", number, new Cause.StopAll(), List.of());
            default -> failed(node);
          };
      entries.add(new JournalEntry("shop", number, NOON.minusSeconds(ago), happening));
    }
    return entries;
  }

  private static List<String> whats(Lane lane) {
    return lane.spans().stream().map(Span::what).toList();
  }

  private static List<Lane> lanes(List<JournalEntry> entries) {
    return Timeline.of(Sights.calm(), entries, YESTERDAY).lanes();
  }
}
