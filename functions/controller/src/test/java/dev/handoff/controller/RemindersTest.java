package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.events.Happening;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Score;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operators' wishes that are about to end, and whether anybody has to know. */
class RemindersTest {

  private static final Lifetime EIGHT_MINUTES = Lifetime.of(Duration.ofMinutes(8));

  /** Nothing but a preference for node-a decides where the group is. */
  private static Stage drawnToA() {
    return Stage.serving(
        Specs.twoNodes()
            .meta(new Meta(0, Score.ZERO, new Score(2), Duration.ZERO))
            .preferring("node-a", 50)
            .spec());
  }

  private static List<Happening.WishExpires> told(Stage stage, int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      stage.schedule();
    }
    return stage.happenings(Happening.WishExpires.class);
  }

  @Test
  void aBanIsAnnouncedOnceWithWhereTheGroupGoesThen() {
    Stage stage = drawnToA();
    stage.operate(new OperatorCommand.Ban("web", "node-a", EIGHT_MINUTES));
    stage.play(4);

    List<Happening.WishExpires> told = told(stage, 10);

    assertEquals(List.of("node-a"), told.stream().map(Happening.WishExpires::goesTo).toList());
    assertEquals("node-a", stage.owner());
  }

  @Test
  void aBanThatIsProlongedIsAnnouncedAgainWhenItReallyEnds() {
    Stage stage = drawnToA();
    stage.operate(new OperatorCommand.Ban("web", "node-a", EIGHT_MINUTES));
    assertEquals(1, told(stage, 6).size());

    stage.operate(new OperatorCommand.Ban("web", "node-a", EIGHT_MINUTES));

    assertEquals(2, told(stage, 6).size());
  }

  @Test
  void whoBansForMinutesKnowsThatItEnds() {
    Stage stage = drawnToA();
    Lifetime minutes = Lifetime.of(Duration.ofMinutes(4));

    stage.operate(new OperatorCommand.Ban("web", "node-a", minutes));

    assertEquals(List.of(), told(stage, 6));
  }

  @Test
  void theEndOfAMoveIsAnnouncedWhereTheGroupWouldGoBack() {
    Stage stage = drawnToA();
    stage.operate(new OperatorCommand.Move("web", "node-b", EIGHT_MINUTES));
    stage.play(4);

    List<Happening.WishExpires> told = told(stage, 10);

    assertEquals(List.of("node-a"), told.stream().map(Happening.WishExpires::goesTo).toList());
  }

  @Test
  void theEndOfAMoveThatChangesNothingIsNoNews() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.operate(new OperatorCommand.Move("web", "node-b", EIGHT_MINUTES));
    stage.play(4);

    assertEquals(List.of(), told(stage, 10));
    assertEquals("node-b", stage.owner());
  }
}
