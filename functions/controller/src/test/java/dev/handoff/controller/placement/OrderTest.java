package dev.handoff.controller.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.controller.placement.Member.Reaction;
import org.junit.jupiter.api.Test;

/** Semantics, sections 7 and 8: what order makes of the chosen nodes. */
class OrderTest {

  private static Scene pair() {
    return Scene.with("n1", "n2")
        .resource("a")
        .resource("b")
        .on("n1", "a", "b")
        .sticky(1, "a", "b");
  }

  /** [E17a] */
  @Test
  void whatComesAfterAStoppedResourceStops() {
    assertEquals("- -", pair().stopped("a").order("a", "b").placed());
  }

  /** [E17b] */
  @Test
  void anOptionalOrderHasNoEffectOnPlacement() {
    Scene scene = pair().stopped("a").wish(new Wish.Order("o", "a", "b", false, true));

    assertEquals("- n1", scene.placed());
  }

  /** [E17c] */
  @Test
  void orderNeverChangesScores() {
    assertEquals("n1 n1", pair().location("a", "n1", 5).order("b", "a").placed());
  }

  /** [E17d] */
  @Test
  void whatComesAfterAMovedResourceRestartsWhereItIs() {
    assertEquals("n2 n1", pair().location("a", "n2", 50).order("a", "b").placed());
  }

  @Test
  void whatComesAfterARecoveredResourceRestartsWhereItIs() {
    Scene scene = pair().failure("a", "n1", Reaction.RECOVER).order("a", "b");

    assertEquals("n1 n1", scene.placed());
  }

  @Test
  void anOrderAlsoHoldsThroughOthers() {
    Scene scene = pair().resource("c").on("n1", "c").stopped("a").order("a", "b").order("b", "c");

    assertEquals("- - -", scene.placed());
  }

  @Test
  void aGroupComesAfterAllOfAnother() {
    Scene scene =
        Scene.with("n1")
            .group("g", "a", "b")
            .group("h", "c", "d")
            .on("n1", "a", "b", "c", "d")
            .stopped("b")
            .order("g", "h");

    assertEquals("n1 - - -", scene.placed());
  }

  /** [E30e] */
  @Test
  void whatComesAfterAnUnmanagedStoppedResourceStops() {
    Scene scene =
        Scene.with("n1").resource("a").resource("b").unmanaged("a").on("n1", "b").order("a", "b");

    assertEquals("- -", scene.placed());
  }

  /** [E30a, E30b] */
  @Test
  void anActiveUnmanagedMemberHoldsTheEarlierOnes() {
    Scene scene =
        Scene.with("n1", "n2")
            .group("g", "a", "b", "c")
            .on("n1", "a", "b", "c")
            .unmanaged("b")
            .location("a", "n1", -1_000_000);

    assertEquals("n1 n1 -", scene.placed());
  }

  /** [E30d] */
  @Test
  void anOrderDoesNotHoldWhatComesBeforeAnUnmanagedResource() {
    assertEquals("n2 n1", pair().unmanaged("b").location("a", "n2", 50).order("a", "b").placed());
  }

  @Test
  void anAsymmetricOrderLeavesWhatRunsAlone() {
    Scene scene = pair().stopped("a").wish(new Wish.Order("o", "a", "b", true, false));

    assertEquals("- n1", scene.placed());
  }

  @Test
  void ordersInACircleLeaveEverythingAsItIs() {
    Scene scene = Scene.with("n1").resource("a").resource("b").order("a", "b").order("b", "a");

    assertEquals("- -", scene.placed());
  }
}
