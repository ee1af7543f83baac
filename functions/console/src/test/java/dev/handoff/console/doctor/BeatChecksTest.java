package dev.handoff.console.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.doctor.Check.Outcome;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BeatChecksTest {

  private static final ClusterSpec SPEC = Samples.spec("web", 1);
  private static final Instant SENT = Samples.NOON;
  private static final Orders ORDERS = new Orders("boot", 1, "plan-1", List.of());

  private Instant server = SENT.plusMillis(500);
  private Instant committed = SENT.minusSeconds(30);

  private static NodeReading heard(long sequence, String plan, @Nullable Orders orders) {
    return heard(sequence, plan, orders, false);
  }

  private static NodeReading heard(
      long sequence, String plan, @Nullable Orders orders, boolean leaving) {
    return new NodeReading.Heard(
        new Beat(
            "web",
            "n1",
            "boot",
            sequence,
            Duration.ofSeconds(sequence),
            SENT,
            false,
            leaving,
            plan,
            List.of(),
            List.of(),
            Map.of(),
            List.of()),
        orders);
  }

  private List<Check> checks(NodeReading first, NodeReading second) {
    return BeatChecks.of(
        SPEC,
        "2.0",
        new BeatChecks.Readings(
            Map.of("n1", first), Map.of("n1", second), Duration.ofSeconds(3), server, committed));
  }

  private List<Check> healthy() {
    return checks(heard(1, "plan-1", ORDERS), heard(2, "plan-1", ORDERS));
  }

  private static Check of(String area, List<Check> checks) {
    return checks.stream()
        .filter(check -> check.area().equals(area))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing of " + area + " in " + checks));
  }

  private static void says(Outcome outcome, String words, Check check) {
    assertEquals(outcome, check.outcome(), check::toString);
    assertTrue(check.found().contains(words), check::toString);
    assertEquals(outcome == Outcome.OK, check.mend() == null, "what is not well can be mended");
  }

  @Test
  void aSequenceThatMovesIsASignOfLife() {
    List<Check> checks = healthy();

    says(Outcome.OK, "web: n1 beats", of("beats", checks));
    says(Outcome.OK, "holds the plan", of("plans", checks));
    says(Outcome.OK, "last noted", of("schedule", checks));
    assertTrue(checks.stream().noneMatch(check -> check.area().equals("clocks")));
  }

  @Test
  void aBeaconOfAnotherVersionIsNamed() {
    NodeReading.Heard heard = (NodeReading.Heard) heard(2, "plan-1", ORDERS);
    NodeReading old = new NodeReading.Heard(heard.beat().sentBy("1.9"), ORDERS);
    NodeReading same = new NodeReading.Heard(heard.beat().sentBy("2.0"), ORDERS);
    NodeReading before = heard(1, "plan-1", ORDERS);

    says(
        Outcome.WARN,
        "web: n1: its beacon is version 1.9, and this command line 2.0",
        of("versions", checks(before, old)));
    assertEquals(healthy(), checks(before, same));
  }

  @Test
  void aSequenceThatStandsStillIsNone() {
    NodeReading same = heard(7, "plan-1", ORDERS);

    says(Outcome.FAIL, "not sent a beat in 3.0 s", of("beats", checks(same, same)));
  }

  @Test
  void theFirstBeatWhileWeLookIsASignOfLife() {
    List<Check> checks = checks(new NodeReading.NotHeard(), heard(1, "plan-1", ORDERS));

    says(Outcome.OK, "web: n1 beats", of("beats", checks));
  }

  @Test
  void aNodeThatWasNeverHeardNeedsABeacon() {
    NodeReading none = new NodeReading.NotHeard();

    says(Outcome.FAIL, "never been heard", of("beats", checks(none, none)));
  }

  @Test
  void aNodeThatSaidGoodbyeIsNoFault() {
    NodeReading left = heard(7, "plan-1", ORDERS, true);

    says(Outcome.WARN, "said goodbye", of("beats", checks(left, left)));
  }

  @Test
  void nonsenseIsToldWithWhatItIs() {
    NodeReading nonsense = new NodeReading.Nonsense("{}", "it speaks for n7", null);

    says(Outcome.FAIL, "it speaks for n7", of("beats", checks(nonsense, nonsense)));
  }

  @Test
  void aClockAheadIsToldByHowMuch() {
    server = SENT.minusSeconds(12);

    says(Outcome.WARN, "its clock is some 12.0 s ahead", of("clocks", healthy()));
  }

  @Test
  void aClockBehindIsToldByHowMuch() {
    server = SENT.plusSeconds(60);

    says(Outcome.WARN, "its clock is some 60.0 s behind", of("clocks", healthy()));
  }

  @Test
  void aPlanThatWasNotFetchedIsToldWithBothVersions() {
    List<Check> checks = checks(heard(1, "plan-0", ORDERS), heard(2, "plan-0", ORDERS));

    says(Outcome.WARN, "holds the plan 'plan-0', and should hold 'plan-1'", of("plans", checks));
  }

  @Test
  void aNodeWithoutOrdersWaitsForTheFunction() {
    says(
        Outcome.WARN, "no orders yet", of("plans", checks(heard(1, "", null), heard(2, "", null))));
  }

  @Test
  void beatsThatNobodyNotesMeanThatTheScheduleIsBroken() {
    committed = SENT.minusSeconds(600);

    says(Outcome.FAIL, "although beats arrive", of("schedule", healthy()));
  }

  @Test
  void withoutBeatsAnOldRecordProvesNothing() {
    committed = SENT.minusSeconds(600);
    NodeReading same = heard(7, "plan-1", ORDERS);

    says(Outcome.WARN, "no beats arrive", of("schedule", checks(same, same)));
  }
}
