package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.handoff.controller.record.Phase;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.spec.ClusterOption;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Score;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the spec says of the cluster as a whole, and how groups follow each other. */
class ClusterOptionsTest {

  @Test
  void stopAllResourcesStopsEveryGroupAndSaysWhy() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.apply(Specs.twoNodes().with(ClusterOption.STOP_ALL));
    stage.play(3);

    assertNull(stage.owner());
    assertFalse(stage.node("node-a").isActive("web"));
    Happening.GroupStopped stopped = stage.happenings(Happening.GroupStopped.class).getLast();
    assertEquals(new Cause.StopAll(), stopped.cause());
    assertEquals(List.of("eip is to be stopped"), stopped.reasons());
  }

  @Test
  void everythingStartsAgainOnceThatIsTakenBack() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.apply(Specs.twoNodes().with(ClusterOption.STOP_ALL));
    stage.play(3);

    stage.apply(Specs.twoNodes().spec());
    stage.play(4);

    assertEquals("node-a", stage.owner());
    assertEquals(new Phase.Settled(), stage.phase());
  }

  /** web leads, db follows it, and has failed for good where web is. */
  private static Stage followerFails(Boolean influence) {
    Specs strict = Specs.twoNodes().meta(Specs.failing(1, Duration.ZERO));
    GroupSpec db = strict.group("db", "postgres");
    ClusterSpec spec =
        strict.beside(db, new Constraint.Colocation("db", "web", Score.INFINITY, influence));
    Stage stage = Stage.serving(spec);
    assertEquals("node-a", stage.record().group("db").owner());
    stage.node("node-a").fail("db", "postgres", true);
    stage.play(5);
    return stage;
  }

  @Test
  void aFollowerThatFailsTakesItsLeaderAlong() {
    Stage stage = followerFails(true);

    assertEquals("node-b", stage.owner());
    assertEquals("node-b", stage.record().group("db").owner());
  }

  @Test
  void aFollowerWithoutInfluenceStopsWhereItsLeaderStays() {
    Stage stage = followerFails(false);

    assertEquals("node-a", stage.owner());
    assertNull(stage.record().group("db").owner());
  }

  @Test
  void aGroupThatIsHandedOverLeavesAloneWhatItIsOnlyBetterOffBeside() {
    Specs strict = Specs.twoNodes().meta(Specs.failing(1, Duration.ZERO));
    GroupSpec db = strict.group("db", "postgres", "exporter");
    Stage stage =
        Stage.serving(
            strict.beside(db, new Constraint.Colocation("db", "web", new Score(50), null)));

    stage.node("node-a").fail("db", "postgres", true);
    stage.play(5);

    assertEquals("node-b", stage.record().group("db").owner());
    assertEquals(new Phase.Settled(), stage.record().group("db").phase());
    assertEquals("node-a", stage.owner());
    assertEquals(1, stage.group().epoch());
  }
}
