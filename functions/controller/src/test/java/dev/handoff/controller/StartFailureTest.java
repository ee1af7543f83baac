package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.record.Bias;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code start-failure-is-fatal: false}. */
class StartFailureTest {

  private static final OperatorCommand TO_B = new OperatorCommand.Move("web", "node-b", null);

  @Test
  void aFailedStartThatIsNotFatalDoesNotBanTheNode() {
    Stage stage = Stage.serving(Specs.twoNodes().lenient());
    stage.node("node-b").startsFail(true);

    stage.operate(TO_B);
    while (stage.record().node("node-b").failures("httpd").count() == 0) {
      stage.play(1);
    }
    stage.node("node-b").startsFail(false);
    stage.play(4);

    assertEquals("node-b", stage.owner());
    assertEquals(List.of(), stage.happenings(Happening.StartFailed.class));
    assertEquals(1, stage.record().node("node-b").failures("httpd").count());
  }

  @Test
  void theThresholdDecidesAboutStartsThatGoOnFailing() {
    Stage stage = Stage.serving(Specs.twoNodes().lenient());
    stage.node("node-b").startsFail(true);

    stage.operate(TO_B);
    stage.play(4);

    assertEquals("node-a", stage.owner());
    assertEquals(
        new Cause.ServiceFailed("httpd", "node-b", 2, 2),
        stage.happenings(Happening.OwnerChanged.class).getLast().cause());
    assertTrue(stage.record().biases().stream().noneMatch(b -> b.kind() == Bias.Kind.START_FAILED));
  }

  @Test
  void aNodeThatStillTriesIsNotTakenForOneThatDoesNotObey() {
    Stage stage =
        Stage.serving(Specs.twoNodes().meta(Specs.failing(1_000_000, Duration.ZERO)).lenient());
    stage.node("node-b").startsForeverFail();

    stage.operate(TO_B);
    stage.play(60);

    assertEquals("node-b", stage.owner());
    assertEquals(List.of(), stage.happenings(Happening.StartFailed.class));
  }

  @Test
  void aFatalFailedStartSendsTheGroupBackAtOnce() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.node("node-b").startsFail(true);

    stage.operate(TO_B);
    stage.play(4);

    assertEquals("node-a", stage.owner());
    assertEquals(1_000_000, stage.record().node("node-b").failures("httpd").count());
  }

  @Test
  void ordersThatComeAfterAllStartNothingBesideTheNextNode() {
    Stage stage = Stage.serving(Specs.twoNodes().threeNodes().spec());
    stage.node("node-b").ignoresOrders(true);
    stage.node("node-a").leave();
    stage.evaluate();
    stage.play(5);
    stage.clock.advance(stage.spec.beat().timeout().multipliedBy(5));
    stage.evaluate();

    assertEquals(1, stage.happenings(Happening.StartFailed.class).size());
    assertTrue(stage.orders("node-c").of("web").filter(o -> o.role() == Role.ACTIVE).isEmpty());
    stage.node("node-b").ignoresOrders(false);
    stage.play(4);

    assertEquals("node-c", stage.owner());
    assertFalse(stage.node("node-b").isActive("web"));
  }
}
