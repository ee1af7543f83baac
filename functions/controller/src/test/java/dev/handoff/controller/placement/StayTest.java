package dev.handoff.controller.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What is not to leave its node, and what feels that. */
class StayTest {

  private static final int INFINITY = 1_000_000;

  /** A group that is on n2 and would be better off on n1, and a resource beside it on n1. */
  private static Scene follower(int colocation) {
    return Scene.with("n1", "n2")
        .group("d", "d1", "d2")
        .resource("p")
        .on("n2", "d1", "d2")
        .on("n1", "p")
        .sticky(100, "p")
        .location("d", "n1", 500)
        .staying("d1", "d2")
        .colocation("d", "p", colocation);
  }

  @Test
  void aGroupStaysWhereItIsWorthLess() {
    Scene scene =
        Scene.with("n1", "n2")
            .group("g", "g1", "g2")
            .on("n2", "g1", "g2")
            .location("g", "n1", INFINITY)
            .staying("g1", "g2");

    assertEquals("n2 n2", scene.placed());
  }

  @Test
  void aGroupLeavesANodeThatOneOfItsResourcesMayNotRunOn() {
    Scene scene =
        Scene.with("n1", "n2")
            .group("g", "g1", "g2")
            .on("n2", "g1", "g2")
            .location("g2", "n2", -INFINITY)
            .staying("g1", "g2");

    assertEquals("n1 n1", scene.placed());
  }

  @Test
  void whatRunsNowhereMayGoAnywhere() {
    Scene scene = Scene.with("n1", "n2").group("g", "g1").location("g", "n2", 1).staying("g1");

    assertEquals("n2", scene.placed());
  }

  @Test
  void itDrawsNothingAlongThatItIsOnlyBetterOffBeside() {
    assertEquals("n2 n2 n1", follower(50).placed());
  }

  @Test
  void itDrivesNothingAwayThatItIsOnlyBetterOffApartFrom() {
    Scene scene = follower(-50).location("p", "n2", 300);

    assertEquals("n2 n2 n2", scene.placed());
  }

  @Test
  void whatItHasToBeBesideStaysToo() {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("d")
            .resource("p")
            .on("n2", "d", "p")
            .sticky(100, "d", "p")
            .location("p", "n1", 700)
            .staying("d")
            .colocation("d", "p", INFINITY);

    assertEquals("n2 n2", scene.placed());
  }

  @Test
  void whatItHasToBeApartFromKeepsAway() {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("d")
            .resource("p")
            .on("n2", "d")
            .on("n1", "p")
            .location("p", "n2", 700)
            .staying("d")
            .colocation("d", "p", -INFINITY);

    assertEquals("n2 n1", scene.placed());
  }

  @Test
  void aChainOfFollowersDrawsNothingAlongByItsWeakestLink() {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("e")
            .resource("d")
            .resource("p")
            .on("n2", "e", "d")
            .on("n1", "p")
            .sticky(100, "p")
            .staying("e")
            .colocation("e", "d", INFINITY)
            .colocation("d", "p", 50);

    assertEquals("n2 n2 n1", scene.placed());
  }
}
