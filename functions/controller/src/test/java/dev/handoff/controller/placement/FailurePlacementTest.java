package dev.handoff.controller.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.controller.placement.Member.Reaction;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Semantics, section 6. */
class FailurePlacementTest {

  private static Scene onN1() {
    return Scene.with("n1", "n2").resource("r").on("n1", "r").sticky(1, "r");
  }

  /** [E10a–f] */
  @ParameterizedTest
  @CsvSource({
    "2, 1, n1",
    "2, 2, n2",
    "2, 3, n2",
    "0, 1000000, n1",
    "1000000, 999999, n1",
    "1000000, 1000000, n2"
  })
  void theThresholdBansTheNode(int threshold, int failures, String node) {
    assertEquals(node, onN1().threshold(threshold, "r").failed("r", "n1", failures).placed("r"));
  }

  /** [E10f] */
  @Test
  void aResourceThatHasFailedEverywhereStops() {
    Scene scene = onN1().threshold(1, "r").failed("r", "n1", 1).failed("r", "n2", 1);

    assertEquals("-", scene.placed("r"));
  }

  /** [E11a–d, E12b] */
  @ParameterizedTest
  @CsvSource({"60, 59, n2", "60, 60, n2", "60, 61, n1", "0, 99999, n2"})
  void failuresExpireStrictlyAfterTheirTimeout(long timeout, long age, String node) {
    Scene scene =
        onN1()
            .threshold(1, "r")
            .failureTimeout(Duration.ofSeconds(timeout), "r")
            .failed("r", "n1", 1, Scene.NOON.minusSeconds(age));

    assertEquals(node, scene.placed("r"));
  }

  /** [E11d] */
  @Test
  void failuresWithoutATimeNeverExpire() {
    @Nullable Instant unknown = null;
    Scene scene =
        onN1()
            .threshold(1, "r")
            .failureTimeout(Duration.ofSeconds(1), "r")
            .failed("r", "n1", 1, unknown);

    assertEquals("n2", scene.placed("r"));
  }

  /** [E25] */
  @Test
  void ignoredFailuresBanNothing() {
    Scene scene = onN1().threshold(1, "r").failed("r", "n1", 5).failure("r", "n1", Reaction.IGNORE);

    assertEquals("n1", scene.placed("r"));
  }

  /** [E25b] */
  @Test
  void aBlockedResourceIsFrozenEvenOnStandby() {
    Scene scene =
        onN1().failure("r", "n1", Reaction.BLOCK).node("n1", Candidate.Availability.STANDBY);

    assertEquals("n1", scene.placed("r"));
  }

  /** [E25c] */
  @Test
  void theFailuresOfABlockedResourceNeverExpire() {
    Member member =
        onN1()
            .failureTimeout(Duration.ofSeconds(1), "r")
            .failed("r", "n1", 1, Scene.NOON.minusSeconds(3600))
            .failure("r", "n1", Reaction.BLOCK)
            .problem()
            .units()
            .getFirst()
            .members()
            .getFirst();

    assertEquals(
        false,
        LocalScores.hasExpired(member, member.observed().failCounts().getFirst(), Scene.NOON));
  }

  /** [E25g] */
  @Test
  void whatIsOrderedAfterABlockedResourceStops() {
    Scene scene =
        onN1()
            .resource("then")
            .on("n1", "then")
            .order("r", "then")
            .failure("r", "n1", Reaction.BLOCK);

    assertEquals("n1 -", scene.placed());
  }

  /** [E25h] */
  @Test
  void theMembersAfterABlockedOneStopAndThoseBeforeCannotLeave() {
    Scene scene =
        Scene.with("n1", "n2")
            .group("g", "a", "b", "c")
            .on("n1", "a", "b", "c")
            .location("g", "n2", 1000)
            .failure("b", "n1", Reaction.BLOCK);

    assertEquals("n1 n1 -", scene.placed());
  }

  /** [E25i] */
  @Test
  void onFailStopStopsItEverywhere() {
    assertEquals("-", onN1().failure("r", "n1", Reaction.STOP).placed("r"));
  }

  /** [E25j] */
  @Test
  void onFailStandbyEmptiesTheNode() {
    Scene scene = onN1().resource("other").on("n1", "other").failure("r", "n1", Reaction.STANDBY);

    assertEquals("n2 n2", scene.placed());
  }

  /** [E29] */
  @ParameterizedTest
  @EnumSource(names = {"ONLINE", "STANDBY"})
  void aFailedStopLeavesItWhereItIs(Candidate.Availability availability) {
    Scene scene = onN1().failure("r", "n1", Reaction.STUCK).node("n1", availability);

    assertEquals("n1", scene.placed("r"));
  }

  @Test
  void whatCanNeverRunOnANodeGoesElsewhere() {
    assertEquals("n2", onN1().failure("r", "n1", Reaction.BAN).placed("r"));
  }

  @Test
  void theHistoryOfALostNodeDoesNotCount() {
    Scene scene =
        onN1().failure("r", "n1", Reaction.STOP).node("n1", Candidate.Availability.OFFLINE);

    assertEquals("n2", scene.placed("r"));
  }
}
