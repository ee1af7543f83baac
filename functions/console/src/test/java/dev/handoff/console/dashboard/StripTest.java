package dev.handoff.console.dashboard;

import static dev.handoff.console.dashboard.Sights.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.dashboard.Strip.Kind;
import dev.handoff.console.dashboard.Strip.Tick;
import dev.handoff.console.status.Pulse.NodePulse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StripTest {

  @Test
  void theFirstLookMakesNothingUp() {
    Strip strip = Strip.first(beat("boot", 900, 5_000), NOON);

    assertEquals(List.of(), strip.ticks());
    assertEquals(NOON, strip.quietSince());
  }

  @Test
  void beatsAreAsFarApartAsTheNodeSaysHoweverLateTheLooksCome() {
    Strip strip = Strip.first(beat("boot", 10, 1_000), NOON);
    strip = strip.next(beat("boot", 11, 2_000), NOON, NOON.plusMillis(1_000));
    strip = strip.next(beat("boot", 12, 3_000), NOON.plusMillis(1_000), NOON.plusMillis(2_400));

    Duration apart = Duration.between(strip.ticks().get(0).at(), strip.ticks().get(1).at());
    assertTrue(apart.minusSeconds(1).abs().toMillis() < 5, apart::toString);
  }

  @Test
  void theLookThatComesSoonestAfterItsBeatPutsItWhereItBelongs() {
    Strip strip = Strip.first(beat("boot", 10, 1_000), NOON);
    strip = strip.next(beat("boot", 11, 2_000), NOON, NOON.plusMillis(700));

    assertEquals(NOON.plusMillis(700), strip.quietSince());
    assertEquals(List.of(new Tick(NOON.plusMillis(700), Kind.ORDINARY)), strip.ticks());
  }

  @Test
  void beatsBetweenTwoLooksAreSpreadOverTheTimeBetweenThem() {
    Strip strip =
        Strip.first(beat("boot", 10, 1_000), NOON)
            .next(beat("boot", 13, 4_000), NOON, NOON.plusMillis(3_000));

    assertEquals(
        List.of(1_000L, 2_000L, 3_000L),
        strip.ticks().stream().map(t -> Duration.between(NOON, t.at()).toMillis()).toList());
  }

  @Test
  void aLookThatFindsTheSameBeatAddsNothing() {
    Strip strip = Strip.first(beat("boot", 10, 1_000), NOON);

    Strip later = strip.next(beat("boot", 10, 1_000), NOON, NOON.plusSeconds(9));

    assertEquals(List.of(), later.ticks());
    assertEquals(NOON, later.quietSince());
  }

  @Test
  void aRebootIsABeatOfItsOwnKindAlthoughTheSequenceBeginsAnew() {
    Strip strip =
        Strip.first(beat("old", 10, 9_000), NOON)
            .next(beat("new", 1, 100), NOON, NOON.plusSeconds(5));

    assertEquals(List.of(new Tick(NOON.plusSeconds(5), Kind.BOOT)), strip.ticks());
  }

  @Test
  void theFirstBeatOfANodeThatWasNeverHeardIsABoot() {
    Strip strip =
        Strip.first(beat(null, 0, 0), NOON).next(beat("b", 1, 50), NOON, NOON.plusSeconds(1));

    assertEquals(Kind.BOOT, strip.ticks().getFirst().kind());
  }

  @Test
  void anUrgentBeatIsSeen() {
    NodePulse urgent = new NodePulse("a", "present", "boot", 11, Duration.ofMillis(1_300), true);

    Strip strip =
        Strip.first(beat("boot", 10, 1_000), NOON).next(urgent, NOON, NOON.plusMillis(400));

    assertEquals(Kind.URGENT, strip.ticks().getFirst().kind());
  }

  @Test
  void afterDaysTheStripIsAsLongAsBeforeAndInOrder() {
    Strip strip = Strip.first(beat("boot", 0, 0), NOON);
    Instant before = NOON;
    for (int i = 1; i < 5_000; i++) {
      // The node's clock runs a little slower than ours.
      Instant now = NOON.plusMillis(i * 1_000L + i / 20);
      strip = strip.next(beat("boot", i, i * 1_000L), before, now);
      before = now;
    }

    List<Tick> ticks = strip.ticks();
    assertTrue(ticks.size() <= Strip.KEPT.toSeconds() + 1, "kept " + ticks.size());
    for (int i = 1; i < ticks.size(); i++) {
      assertTrue(ticks.get(i).at().isAfter(ticks.get(i - 1).at()), "out of order at " + i);
    }
    Duration behind = Duration.between(strip.quietSince(), before);
    assertTrue(behind.toMillis() < 100, "the last beat seems to be " + behind + " old");
  }

  private static NodePulse beat(@Nullable String boot, long sequence, long uptimeMillis) {
    return new NodePulse("a", "present", boot, sequence, Duration.ofMillis(uptimeMillis), false);
  }
}
