package dev.handoff.controller.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupPlacementTest {

  private static Scene threeOnN1() {
    return Scene.with("n1", "n2").group("g", "a", "b", "c").on("n1", "a", "b", "c");
  }

  /** [E08] */
  @ParameterizedTest
  @CsvSource({"299, n1", "300, n1", "301, n2"})
  void theStickinessOfActiveMembersAddsUp(int preference, String node) {
    Scene scene = threeOnN1().sticky(100, "a", "b", "c").location("g", "n2", preference);

    assertEquals(node, scene.placed("a"));
  }

  /** [E13a] */
  @Test
  void aBanOnAnyMemberMovesTheWholeGroup() {
    Scene scene = threeOnN1().threshold(2, "b").failed("b", "n1", 2);

    assertEquals("n2 n2 n2", scene.placed());
  }

  /** [E13b] */
  @Test
  void withoutAnAlternativeTheMembersBeforeTheBannedOneStay() {
    Scene scene =
        threeOnN1()
            .threshold(2, "b")
            .failed("b", "n1", 2)
            .node("n2", Candidate.Availability.OFFLINE);

    assertEquals("n1 - -", scene.placed());
  }

  /** [E13c] */
  @Test
  void aBanBeatsALocationOfInfinity() {
    Scene scene = threeOnN1().threshold(2, "b").failed("b", "n1", 2).location("g", "n1", 1_000_000);

    assertEquals("n2 n2 n2", scene.placed());
  }
}
