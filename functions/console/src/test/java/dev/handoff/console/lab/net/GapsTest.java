package dev.handoff.console.lab.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GapsTest {

  private final Gaps gaps = new Gaps(0);

  @Test
  void countsFromTheLastGoodAnswerBeforeTheBreakToTheFirstAfterIt() {
    gaps.good(millis(10));
    gaps.good(millis(20));
    gaps.mark(millis(20));
    gaps.good(millis(520));
    gaps.good(millis(530));

    assertEquals(Duration.ofMillis(500), gaps.largest(millis(535)));
  }

  @Test
  void countsAGapThatIsStillOpen() {
    gaps.good(millis(10));
    gaps.mark(millis(10));

    assertEquals(Duration.ofSeconds(2), gaps.largest(millis(2_010)));
  }

  @Test
  void forgetsWhatWasBeforeTheMark() {
    gaps.good(millis(3_000));
    gaps.mark(millis(3_000));
    gaps.good(millis(3_020));

    assertEquals(Duration.ofMillis(20), gaps.largest(millis(3_025)));
  }

  @Test
  void ignoresAnAnswerThatArrivesLate() {
    gaps.good(millis(50));
    gaps.good(millis(40));

    assertEquals(Duration.ofMillis(50), gaps.largest(millis(60)));
  }

  @Test
  void isNotSteadyInAGap() {
    gaps.good(millis(10));

    assertEquals(Duration.ZERO, gaps.steadyFor(millis(500)));
  }

  @Test
  void isSteadySinceTheFirstAnswerAfterAGap() {
    gaps.good(millis(10));
    gaps.good(millis(1_000));
    gaps.good(millis(1_050));
    gaps.good(millis(1_100));

    assertEquals(Duration.ofMillis(120), gaps.steadyFor(millis(1_120)));
  }

  @Test
  void isNotSteadyForLongerThanSinceTheMark() {
    gaps.good(millis(10));
    gaps.good(millis(60));
    gaps.mark(millis(65));
    gaps.good(millis(110));

    assertEquals(Duration.ofMillis(55), gaps.steadyFor(millis(120)));
  }

  private static long millis(long n) {
    return Duration.ofMillis(n).toNanos();
  }
}
