package dev.handoff.beacon.transport.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.transport.StoreUnavailable;
import dev.handoff.beacon.transport.oci.PlayedOci.Call;
import dev.handoff.beacon.transport.oci.PlayedOci.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of the function happen when the test lets them. */
class SummonsTest {

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Queue<Runnable> aside = new ArrayDeque<>();
  private final List<String> log = new ArrayList<>();
  private long nanos;
  private PlayedOci oci;
  private Summons summons;

  @BeforeEach
  void opensTheCloud() throws IOException {
    oci = new PlayedOci();
    summons = summons(EVERY);
  }

  @AfterEach
  void closesTheCloud() {
    oci.close();
  }

  @Test
  void newsCallTheFunctionWithoutWaitingForIt() {
    summons.beatStored(true);
    runAll();

    Call call = calls().getFirst();
    assertEquals("{\"beat\":{\"cluster\":\"web\"}}", call.body());
    assertEquals("detached", call.header("fn-invoke-type"));
    assertEquals("/20181201/functions/ocid1.fnfunc.oc1.f/actions/invoke", call.target().toString());
  }

  @Test
  void anOrdinaryBeatDoesNot() {
    summons.beatStored(false);
    runAll();

    assertEquals(0, calls().size());
  }

  @Test
  void itIsCalledOnceInAWhileWithoutNews() {
    nanos += EVERY.toNanos();
    summons.beatStored(false);
    runAll();
    nanos += EVERY.toNanos() - 1;
    summons.beatStored(false);
    runAll();

    assertEquals(1, calls().size());
    assertEquals("{\"tick\":{\"cluster\":\"web\"}}", calls().getFirst().body());
  }

  @Test
  void notWhereThatIsNotWanted() {
    summons = summons(Duration.ZERO);
    nanos += Duration.ofDays(1).toNanos();
    summons.beatStored(false);
    runAll();

    assertEquals(0, calls().size());
  }

  @Test
  void aCallThatFailsIsOwedAndTheNextBeatMakesIt() {
    oci.fault(1, call -> true, Reply.error(503, "ServiceUnavailable"));
    summons.beatStored(true);
    runAll();

    nanos += Duration.ofMillis(200).toNanos();
    summons.beatStored(false);
    runAll();
    nanos += Duration.ofSeconds(20).toNanos();
    summons.beatStored(false);
    runAll();

    assertEquals(2, calls().size());
    assertEquals(
        List.of(
            "the function was not called: 503 ServiceUnavailable: played; each beat tries again",
            "the function takes calls again"),
        log);
  }

  @Test
  void aFunctionThatIsAwayIsTriedLessAndLessOften() {
    oci.fault(1_000, call -> true, Reply.error(429, "TooManyRequests"));
    summons.beatStored(true);
    runAll();

    for (int i = 0; i < 300; i++) {
      nanos += Duration.ofMillis(200).toNanos();
      summons.beatStored(false);
      runAll();
    }

    int tried = calls().size();
    assertTrue(tried > 6 && tried < 15, () -> tried + " times in a minute");
    assertEquals(1, log.size(), log::toString);
  }

  @Test
  void freshNewsDoNotWaitForThat() {
    oci.fault(10, call -> true, Reply.error(429, "TooManyRequests"));
    for (int i = 0; i < 10; i++) {
      summons.beatStored(true);
      runAll();
    }

    assertEquals(10, calls().size());
  }

  @Test
  void newsThatComeDuringACallAreFollowedByAnother() {
    summons.beatStored(true);
    oci.afterReply(call -> {
      oci.afterReply(later -> {});
      summons.beatStored(true);
    });
    runAll();

    assertEquals(2, calls().size());
  }

  @Test
  void oneCallServesForAllNewsBeforeIt() {
    summons.beatStored(true);
    summons.beatStored(true);
    runAll();

    assertEquals(1, calls().size());
  }

  @Test
  void whoLeavesLearnsWhetherTheCallArrived() throws Exception {
    summons.now();
    assertEquals(1, calls().size());

    oci.fault(1, call -> true, Reply.error(404, "NotAuthorizedOrNotFound"));
    StoreUnavailable thrown = assertThrows(StoreUnavailable.class, summons::now);
    assertEquals(
        "the function was not called: 404 NotAuthorizedOrNotFound: played", thrown.getMessage());
  }

  private Summons summons(Duration every) {
    return new Summons(
        oci.call(),
        URI.create(oci.url() + "/20181201/functions/ocid1.fnfunc.oc1.f"),
        "web",
        every,
        new Surroundings(() -> nanos, aside::add, log::add));
  }

  private List<Call> calls() {
    return oci.calls("POST", "/actions/invoke");
  }

  private void runAll() {
    for (Runnable next = aside.poll(); next != null; next = aside.poll()) {
      next.run();
    }
  }
}
