package dev.handoff.controller.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semantics, sections 1, 2 and 4. */
class ScoreAndTieTest {

  private static final int INFINITY = 1_000_000;

  /** [E01] */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "100, -30, 70",
    "1000000, -999999, 1000000",
    "-1000000, 1000000, -1000000",
    "999999, 5, 1000000",
    "-999999, -5, -1000000"
  })
  void addsScoresWithInfinity(int a, int b, int sum) {
    assertEquals(sum, Sum.of(a, b));
    assertEquals(sum, Sum.of(b, a));
  }

  /** [E14b, E16a]; what would round to nothing takes the sign of the factor, as in Pacemaker. */
  @ParameterizedTest
  @CsvSource({
    "100, 0.5, 50",
    "1, 0.0001, 1",
    "-1, 0.0001, 1",
    "5, -0.0001, -1",
    "0, 0.5, 0",
    "3, 0.5, 2",
    "1000000, 1, 1000000"
  })
  void roundsPartsButNeverToNothing(int score, float factor, int part) {
    assertEquals(part, Sum.scaled(score, factor));
  }

  /** [E02] */
  @ParameterizedTest
  @CsvSource({"-1, -", "0, n1", "1, n1"})
  void refusesANegativeSumAndAcceptsZero(int score, String node) {
    assertEquals(node, Scene.with("n1").resource("r").location("r", "n1", score).placed("r"));
  }

  /** [E01] */
  @Test
  void aBanAlwaysBeatsAPreference() {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("r")
            .location("r", "n1", INFINITY)
            .location("r", "n1", -INFINITY);

    assertEquals("n2", scene.placed("r"));
  }

  /** [E03] */
  @ParameterizedTest
  @CsvSource({"99, n1", "100, n1", "101, n2"})
  void aRivalNeedsStrictlyMoreThanTheStickiness(int preference, String node) {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("r")
            .on("n1", "r")
            .sticky(100, "r")
            .location("r", "n2", preference);

    assertEquals(node, scene.placed("r"));
  }

  /** [E05] */
  @Test
  void nothingFiniteOrInfiniteBeatsAnInfiniteStickiness() {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("r")
            .on("n1", "r")
            .sticky(INFINITY, "r")
            .location("r", "n2", INFINITY);

    assertEquals("n1", scene.placed("r"));
  }

  /** [E04a, E04b] */
  @ParameterizedTest
  @CsvSource({"0, n2", "1, n1"})
  void loadMovesAResourceOnlyAtScoreZero(int stickiness, String node) {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("other")
            .resource("r")
            .on("n1", "other", "r")
            .sticky(1, "other")
            .sticky(stickiness, "r");

    assertEquals(node, scene.placed("r"));
  }

  /** [E04c] */
  @Test
  void theCurrentNodeWinsATieAboveZeroWhateverItsLoad() {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("a")
            .resource("b")
            .resource("r")
            .on("n1", "a", "b", "r")
            .sticky(1, "a", "b")
            .location("r", "n1", 5)
            .location("r", "n2", 5);

    assertEquals("n1", scene.placed("r"));
  }

  /** [E06b, E06c] */
  @Test
  void resourcesSpreadByWhatThisPassHasGivenOut() {
    Scene scene =
        Scene.with("n1", "n2").group("g", "a", "b").resource("c").resource("d").resource("e");

    assertEquals("n1 n1 n2 n2 n1", scene.placed());
  }

  /** [E06d] */
  @Test
  void whatRunsNowDoesNotCountAsLoad() {
    Scene scene =
        Scene.with("n1", "n2").resource("new").resource("a").resource("b").on("n1", "a", "b");

    assertEquals("n1", scene.placed("new"));
  }

  /** [E20f] */
  @Test
  void unmanagedResourcesCountAsLoad() {
    Scene scene =
        Scene.with("n1", "n2").resource("fixed").resource("r").on("n1", "fixed").unmanaged("fixed");

    assertEquals("n2", scene.placed("r"));
  }

  /** [E06a] */
  @ParameterizedTest
  @CsvSource({"alpha, Bravo, Bravo", "node9, node10, node10"})
  void amongEqualsTheNameDecidesInByteOrder(String one, String other, String chosen) {
    assertEquals(chosen, Scene.with(one, other).resource("r").placed("r"));
  }

  /** [E07] */
  @Test
  void higherPriorityIsPlacedFirst() {
    Scene scene = Scene.with("n1", "n2").resource("a").resource("b", 10);

    assertEquals("n2 n1", scene.placed());
  }

  /** [E12c, E12d, E18d] */
  @ParameterizedTest
  @CsvSource({"50, 100, n2", "100, 100, n2", "101, 100, n1"})
  void failbackHappensOnlyForAStrictlyHigherScore(int preference, int stickiness, String node) {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("r")
            .on("n2", "r")
            .sticky(stickiness, "r")
            .location("r", "n1", preference);

    assertEquals(node, scene.placed("r"));
  }

  @Test
  void negativeStickinessDoesNothing() {
    Scene scene = Scene.with("n1", "n2").resource("r").on("n2", "r").sticky(-100, "r");

    assertEquals("n2", scene.placed("r"));
  }
}
