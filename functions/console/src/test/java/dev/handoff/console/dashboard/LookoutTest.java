package dev.handoff.console.dashboard;

import static dev.handoff.console.dashboard.Sights.NOON;
import static dev.handoff.console.dashboard.Sights.journal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.remote.Failure;
import dev.handoff.controller.port.Time;
import dev.handoff.events.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What looking costs, and what it tells when there is nothing to see; in virtual time. */
final class LookoutTest {

  private final Clock clock = new Clock();
  private final FakeContact contact = new FakeContact();
  private final Lookout lookout = new Lookout(contact, clock);

  @Test
  void whileNothingChangesOnlyThePulseIsTakenAndTheRestOnceInTenSeconds() {
    for (int second = 0; second < 60; second++) {
      lookout.look();
      clock.passes(Duration.ofSeconds(1));
    }

    assertEquals(60, contact.pulses.get());
    assertEquals(6, contact.statuses.get());
    assertEquals(0, contact.histories.get());
  }

  @Test
  void aChangeIsReadWithTheNextPulse() {
    Moment before = lookout.look();
    contact.revision = "2";
    clock.passes(Duration.ofSeconds(1));

    Moment after = lookout.look();

    assertEquals(2, contact.statuses.get());
    assertEquals(before.number() + 1, after.sceneNumber());
  }

  @Test
  void aSceneThatIsOldIsNotANewOne() {
    lookout.look();
    clock.passes(Duration.ofSeconds(1));

    assertEquals(1, lookout.look().sceneNumber());
  }

  @Test
  void whileAGroupMovesEveryLookReadsEverything() {
    contact.view =
        Sights.view(
            Sights.group("moving", "b", "its services start", 0),
            List.of(Sights.node("a", "present"), Sights.node("b", "present")));
    for (int i = 0; i < 4; i++) {
      lookout.look();
      clock.passes(Duration.ofMillis(250));
    }

    assertEquals(4, contact.statuses.get());
  }

  @Test
  void aJournalThatIsBehindTheRecordIsReadAgainUntilItHasCaughtUp() {
    contact.newestEntry = 1;
    lookout.look();
    clock.passes(Duration.ofSeconds(1));
    contact.journal = journal(1, new Happening.NodeReturned("a"));

    Moment caughtUp = lookout.look();
    clock.passes(Duration.ofSeconds(1));
    lookout.look();

    assertEquals(1, Objects.requireNonNull(caughtUp.scene()).journal().size());
    assertEquals(2, contact.statuses.get());
  }

  @Test
  void whatCannotBeReadIsToldWithTheLastThatWasAndAskedForLessOften() {
    Moment good = lookout.look();
    contact.failure = new Failure("the store does not answer", false);

    Moment first = lookout.look();
    Moment second = lookout.look();

    assertEquals("the store does not answer", first.trouble());
    assertSame(good.scene(), first.scene());
    assertTrue(second.pace().compareTo(first.pace()) > 0);
    contact.failure = null;
    assertNull(lookout.look().trouble());
  }

  @Test
  void aFaultOfOurOwnIsNoReasonToStopLooking() {
    contact.fault = new IllegalStateException("broken");

    assertEquals("IllegalStateException: broken", lookout.look().trouble());

    contact.fault = null;
    assertNotNull(lookout.look().scene());
  }

  @Test
  void beatsOfATimeInWhichNobodyLookedAreNotMadeUp() {
    lookout.look();
    clock.passes(Duration.ofSeconds(1));
    assertEquals(1, lookout.look().strips().getFirst().ticks().size());

    clock.passes(Duration.ofMinutes(5));

    assertEquals(0, lookout.look().strips().getFirst().ticks().size());
  }

  /** Moves only when it is told to. */
  private static final class Clock implements Time {
    private Duration passed = Duration.ZERO;

    void passes(Duration time) {
      passed = passed.plus(time);
    }

    @Override
    public Instant now() {
      return NOON.plus(passed);
    }

    @Override
    public long nanos() {
      return passed.toNanos();
    }

    @Override
    public void pause(Duration duration) {
      passes(duration);
    }
  }
}
