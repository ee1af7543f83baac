package dev.handoff.controller.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.controller.placement.Candidate.Availability;
import dev.handoff.controller.placement.Policy.Quorum;
import dev.handoff.controller.placement.Wish.OnNode;
import dev.handoff.controller.placement.Wish.Origin;
import dev.handoff.events.spec.Score;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semantics, sections 2 and 8. */
class NodeAndOperatorTest {

  private static final int INFINITY = 1_000_000;

  private static Scene stickyOnN1() {
    return Scene.with("n1", "n2").resource("r").on("n1", "r").sticky(INFINITY, "r");
  }

  /** [E18a–c, E19a] */
  @ParameterizedTest
  @CsvSource({"ONLINE, n1", "STANDBY, n2", "LEAVING, n2", "OFFLINE, n2", "MAINTENANCE, n1"})
  void theStateOfItsNodeDecidesWhateverTheStickiness(Availability availability, String node) {
    assertEquals(node, stickyOnN1().node("n1", availability).placed("r"));
  }

  /** [E19a] */
  @Test
  void nothingNewArrivesOnANodeInMaintenance() {
    Scene scene = Scene.with("n1").resource("r").node("n1", Availability.MAINTENANCE);

    assertEquals("-", scene.placed("r"));
  }

  /** [E19b] */
  @Test
  void inMaintenanceNothingMovesOrStarts() {
    Scene scene =
        stickyOnN1()
            .resource("stopped")
            .location("r", "n1", -INFINITY)
            .policy(new Policy(true, true, false, Quorum.HELD));

    assertEquals("n1 -", scene.placed());
  }

  /** [E20a] */
  @Test
  void aMemberThatIsToBeStoppedTakesAllLaterOnesWithIt() {
    Scene scene = Scene.with("n1").group("g", "a", "b", "c").on("n1", "a", "b", "c").stopped("b");

    assertEquals("n1 - -", scene.placed());
  }

  /** [E20b, E20d] */
  @Test
  void whatIsNotManagedStaysAsItIs() {
    Scene scene =
        stickyOnN1()
            .unmanaged("r")
            .location("r", "n1", -INFINITY)
            .stopped("r")
            .node("n1", Availability.STANDBY)
            .resource("idle")
            .unmanaged("idle");

    assertEquals("n1 -", scene.placed());
  }

  /** [E20c] */
  @Test
  void whatFollowsAnUnmanagedResourceIsHeldByIt() {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("fixed")
            .resource("r")
            .on("n1", "fixed")
            .unmanaged("fixed")
            .location("r", "n2", 1000)
            .colocation("r", "fixed", INFINITY);

    assertEquals("n1 n1", scene.placed());
  }

  /** [E24] */
  @Test
  void anOptInClusterRunsThingsOnlyWhereTheyAreNamed() {
    Scene scene =
        stickyOnN1().location("r", "n2", 0).policy(new Policy(false, false, false, Quorum.HELD));

    assertEquals("n2", scene.placed("r"));
  }

  /** [E27] */
  @ParameterizedTest
  @CsvSource({"HELD, n1 n2", "LOST_STOP, - -", "LOST_FREEZE, n1 -"})
  void withoutQuorumThePolicyDecides(Quorum quorum, String placed) {
    Scene scene = stickyOnN1().resource("new").policy(new Policy(true, false, false, quorum));

    assertEquals(placed, scene.placed());
  }

  @Test
  void stopAllStopsWhatIsManaged() {
    Scene scene =
        stickyOnN1()
            .resource("fixed")
            .on("n2", "fixed")
            .unmanaged("fixed")
            .policy(new Policy(true, false, true, Quorum.HELD));

    assertEquals("- n2", scene.placed());
  }

  private static OnNode wish(String subject, String node, Origin origin, Instant until) {
    Score score = origin == Origin.PREFER ? Score.INFINITY : Score.MINUS_INFINITY;
    return new OnNode("cli-%s".formatted(origin), subject, node, score, origin, until);
  }

  /** [E22] */
  @ParameterizedTest
  @CsvSource({"-1, n1", "0, n1", "1, n2"})
  void aBanIsOverAtTheMomentThatItNames(long seconds, String node) {
    Scene scene = stickyOnN1().wish(wish("r", "n1", Origin.BAN, Scene.NOON.plusSeconds(seconds)));

    assertEquals(node, scene.placed("r"));
  }

  /** [E23b] */
  @Test
  void aMoveToALostNodeIsOnlyAWish() {
    Scene scene =
        stickyOnN1()
            .wish(wish("r", "n2", Origin.PREFER, Instant.MAX))
            .node("n2", Availability.OFFLINE);

    assertEquals("n1", scene.placed("r"));
  }

  /** [E23c, E23e] */
  @ParameterizedTest
  @CsvSource({"g", "a", "b"})
  void aMoveOfAMemberMovesTheWholeGroup(String subject) {
    Scene scene =
        Scene.with("n1", "n2")
            .group("g", "a", "b")
            .on("n1", "a", "b")
            .sticky(100, "a", "b")
            .wish(wish(subject, "n2", Origin.PREFER, Instant.MAX));

    assertEquals("n2 n2", scene.placed());
  }

  /** [E23d] */
  @Test
  void aBanBeatsAMove() {
    Scene scene =
        Scene.with("n1", "n2")
            .resource("r")
            .wish(wish("r", "n1", Origin.PREFER, Instant.MAX))
            .wish(wish("r", "n1", Origin.BAN, Instant.MAX));

    assertEquals("n2", scene.placed("r"));
  }

  @Test
  void wishesForWhatDoesNotExistHaveNoEffect() {
    Scene scene =
        Scene.with("n1")
            .resource("r")
            .location("nobody", "n1", -INFINITY)
            .location("r", "nowhere", INFINITY)
            .colocation("r", "nobody", INFINITY)
            .order("nobody", "r");

    assertEquals("n1", scene.placed("r"));
  }
}
