package dev.handoff.oci.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.bmc.model.BmcException;
import dev.handoff.oci.Calls;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffortTest {

  private final PausesOnly time = new PausesOnly();
  private final Efforts efforts = new Efforts(Limits.DEFAULT, time);
  private final AtomicInteger attempts = new AtomicInteger();

  private static BmcException answer(int status, String code) {
    return new BmcException(status, code, "because", "req-1");
  }

  private static BmcException silence() {
    return BmcException.createClientSide("timed out", null, "req-1", null);
  }

  /** Fails so one after the other, and then answers. */
  private Supplier<String> after(BmcException... failures) {
    Deque<BmcException> left = new ArrayDeque<>(List.of(failures));
    return () -> {
      attempts.incrementAndGet();
      @Nullable BmcException next = left.poll();
      if (next != null) {
        throw next;
      }
      return "answer";
    };
  }

  private Supplier<String> always(BmcException failure) {
    return () -> {
      attempts.incrementAndGet();
      throw failure;
    };
  }

  /** What API Errors of the reference says of each, in its column "Retry". */
  @ParameterizedTest
  @CsvSource({
    "400, InvalidParameter, false",
    "400, LimitExceeded, false",
    "401, NotAuthenticated, false",
    "403, NotAuthorized, false",
    "404, NotAuthorizedOrNotFound, false",
    "409, Conflict, false",
    "409, IncorrectState, true",
    "409, ExternalServerIncorrectState, true",
    "409, LockConflict, true",
    "409, InvalidatedRetryToken, false",
    "429, TooManyRequests, true",
    "500, InternalServerError, true",
    "501, MethodNotImplemented, false",
    "502, BadGateway, true",
    "503, ServiceUnavailable, true"
  })
  void repeatsWhatMayBeTakenLater(int status, String code, boolean repeated) {
    Outcome<String> outcome =
        efforts.changing(() -> true).change("Call", after(answer(status, code)));

    assertEquals(repeated ? 2 : 1, attempts.get());
    if (repeated) {
      assertEquals(new Outcome.Done<>("answer"), outcome);
    } else {
      Outcome.Refused<?> refused = assertInstanceOf(Outcome.Refused.class, outcome);
      assertEquals(status, refused.status());
      assertTrue(refused.detail().contains("Call: " + code), refused.detail());
    }
  }

  @Test
  void anotherEtagIsStaleAtOnce() {
    assertInstanceOf(
        Outcome.Stale.class,
        efforts.changing(() -> true).update("Call", always(answer(412, "NoEtagMatch"))));
    assertEquals(1, attempts.get());
  }

  @Test
  void anUpdateWithoutAnAnswerIsStaleAndDoubtful() {
    for (BmcException failure : List.of(silence(), answer(500, "InternalServerError"))) {
      Effort effort = efforts.changing(() -> true);

      assertInstanceOf(Outcome.Stale.class, effort.update("Call", always(failure)));
      assertTrue(effort.isDoubtful());
    }
    assertEquals(2, attempts.get());
  }

  @Test
  void anAnswerThatLacksWhatEveryAnswerHasIsNone() {
    Effort effort = efforts.changing(() -> true);

    Outcome<String> outcome = effort.update("Call", () -> Calls.required(null, "ETag"));

    assertInstanceOf(Outcome.Stale.class, outcome);
    assertTrue(effort.isDoubtful());
  }

  @Test
  void aThrottledUpdateIsRepeatedAndNotDoubtful() {
    Effort effort = efforts.changing(() -> true);

    assertEquals(
        new Outcome.Done<>("answer"), effort.update("Call", after(answer(429, "TooManyRequests"))));
    assertFalse(effort.isDoubtful());
    assertFalse(effort.isUntouched());
  }

  @Test
  void aReadingWithoutAnAnswerLeavesNoDoubt() {
    Effort effort = efforts.reading();

    assertEquals(new Outcome.Done<>("answer"), effort.read("Call", after(silence())));
    assertFalse(effort.isDoubtful());
    assertTrue(effort.isUntouched());
  }

  @Test
  void allCallsOfAnEffortShareOneDeadline() {
    Effort effort = efforts.changing(() -> true);
    effort.read("Call", always(answer(429, "TooManyRequests")));
    int first = attempts.getAndSet(0);

    effort.read("Call", always(answer(429, "TooManyRequests")));

    assertTrue(first > 4, first + " attempts");
    assertTrue(attempts.get() < first, "the second found little time left");
    assertTrue(Duration.ofNanos(time.nanos()).compareTo(Limits.DEFAULT.change()) < 0);
  }

  @Test
  void aPartHasTheDeadlineOfTheWholeAndDoubtsOfItsOwn() {
    Effort whole = efforts.changing(() -> true);
    whole.change("Call", always(silence()));

    Effort part = whole.part();

    assertTrue(whole.isDoubtful());
    assertFalse(part.isDoubtful());
    assertFalse(part.pause(Limits.DEFAULT.change().minusSeconds(2)), "time is nearly over");
  }

  @Test
  void aGlanceIsOneAttempt() {
    assertInstanceOf(Outcome.GivenUp.class, efforts.glancing().read("Call", always(silence())));
    assertEquals(1, attempts.get());
  }

  @Test
  void whoIsNotCurrentMakesNoCall() {
    Effort effort = efforts.changing(() -> false);

    assertEquals(new Outcome.NotCurrent<>(), effort.update("Call", after()));
    assertEquals(0, attempts.get());
  }

  @Test
  void whoIsToReadMayNotChange() {
    assertThrows(IllegalStateException.class, () -> efforts.reading().change("Call", after()));
    assertEquals(0, attempts.get());
  }

  @Test
  void pausesGrowWithJitterAndStayBounded() {
    for (int attempt = 1; attempt < 40; attempt++) {
      long before = time.nanos();
      assertTrue(efforts.changing(() -> true).pauseAfter(attempt));
      long pause = time.nanos() - before;
      long most = Math.min(2_000_000_000L, 100_000_000L << Math.min(attempt - 1, 8));

      assertTrue(pause >= most / 2 && pause <= most, attempt + ": " + pause);
    }
  }
}
