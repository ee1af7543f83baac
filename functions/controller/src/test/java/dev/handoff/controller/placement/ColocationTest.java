package dev.handoff.controller.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.controller.placement.Candidate.Availability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semantics, section 5. */
class ColocationTest {

  private static final int INFINITY = 1_000_000;

  private static Scene pair() {
    return Scene.with("n1", "n2").resource("d").resource("p");
  }

  /** [E14f] */
  @Test
  void thePrimaryIsPlacedFirst() {
    assertEquals("n1 n1", pair().colocation("d", "p", INFINITY).placed());
  }

  /** [E14a] */
  @Test
  void aDependentFollowsItsPrimary() {
    Scene scene = pair().location("p", "n2", 10).colocation("d", "p", INFINITY);

    assertEquals("n2 n2", scene.placed());
  }

  /** [E14d] */
  @Test
  void aDependentOfAStoppedPrimaryStops() {
    assertEquals("- -", pair().stopped("p").colocation("d", "p", INFINITY).placed());
  }

  /** [E16] */
  @Test
  void aFiniteWishForAStoppedPrimaryDoesNotForbid() {
    assertEquals("n1 -", pair().stopped("p").colocation("d", "p", 1000).placed());
  }

  /** [E15a] */
  @Test
  void minusInfinityKeepsApart() {
    assertEquals("n2 n1", pair().colocation("d", "p", -INFINITY).placed());
  }

  /** [E15c] */
  @Test
  void minusInfinityOnTheOnlyNodeStopsTheDependent() {
    Scene scene = pair().node("n2", Availability.OFFLINE).colocation("d", "p", -INFINITY);

    assertEquals("- n1", scene.placed());
  }

  /** [E15d] */
  @Test
  void aFiniteAversionThatLeavesNoNodeIsRolledBack() {
    Scene scene = pair().node("n2", Availability.OFFLINE).colocation("d", "p", -1000);

    assertEquals("n1 n1", scene.placed());
  }

  /** [E14b] */
  @ParameterizedTest
  @CsvSource({"99, n1", "101, n2"})
  void theDependentsWishReachesThePrimaryByTheFactor(int stickiness, String node) {
    Scene scene =
        pair()
            .on("n1", "p")
            .sticky(50, "p")
            .on("n2", "d")
            .sticky(stickiness, "d")
            .colocation("d", "p", 500_000);

    assertEquals(node, scene.placed("p"));
  }

  /** [E14c] */
  @Test
  void theStickinessOfADependentHoldsThePrimary() {
    Scene scene =
        pair()
            .on("n1", "p", "d")
            .sticky(100, "d")
            .location("p", "n2", 50)
            .colocation("d", "p", INFINITY);

    assertEquals("n1 n1", scene.placed());
  }

  /** [E14e] */
  @Test
  void theBanOfADependentMovesThePrimary() {
    Scene scene =
        pair()
            .on("n1", "p", "d")
            .threshold(1, "d")
            .failed("d", "n1", 1)
            .colocation("d", "p", INFINITY);

    assertEquals("n2 n2", scene.placed());
  }

  /** [E15b] */
  @Test
  void beingUnwantedByWhatIsKeptAwayIsNoAttraction() {
    Scene scene =
        Scene.with("n1", "n2", "n3")
            .resource("p")
            .resource("d")
            .location("d", "n2", -500)
            .colocation("d", "p", -INFINITY);

    assertEquals("n1", scene.placed("p"));
  }

  /** [E14g] */
  @Test
  void wishesComeThroughChainsOfColocations() {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("a")
            .resource("b")
            .resource("c")
            .location("c", "n2", 10)
            .colocation("b", "a", INFINITY)
            .colocation("c", "b", INFINITY);

    assertEquals("n2 n2 n2", scene.placed());
  }

  @Test
  void withoutInfluenceADependentPullsAtNothingThatRuns() {
    Scene scene =
        pair()
            .on("n1", "p")
            .location("d", "n2", 500)
            .wish(
                new Wish.Colocation("c", "d", "p", dev.handoff.events.spec.Score.INFINITY, false));

    assertEquals("n1 n1", scene.placed());
  }

  /** [E28a] */
  @Test
  void whatMustRunWithAGroupNeedsItsLastMember() {
    Scene scene =
        Scene.with("n1", "n2")
            .group("g", "a", "b")
            .resource("x")
            .stopped("b")
            .colocation("x", "g", INFINITY);

    assertEquals("n1 - -", scene.placed());
  }

  /** [E28b] */
  @Test
  void whatLikesToRunWithAGroupFollowsItsFirstMember() {
    Scene scene =
        Scene.with("n1", "n2")
            .group("g", "a", "b")
            .resource("x")
            .location("a", "n2", 10)
            .stopped("b")
            .colocation("x", "g", 100);

    assertEquals("n2 - n2", scene.placed());
  }

  /** [E28c] */
  @Test
  void aGroupStopsWithWhatItMustRunWith() {
    Scene scene =
        Scene.with("n1", "n2")
            .group("g", "a", "b")
            .on("n1", "a", "b")
            .resource("x")
            .stopped("x")
            .colocation("g", "x", INFINITY);

    assertEquals("- - -", scene.placed());
  }

  @Test
  void circlesOfColocationsComeToAnEnd() {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("a")
            .resource("b")
            .resource("c")
            .location("b", "n2", 1)
            .colocation("a", "b", INFINITY)
            .colocation("b", "c", INFINITY)
            .colocation("c", "a", INFINITY);

    assertEquals("n2 n2 n2", scene.placed());
  }
}
