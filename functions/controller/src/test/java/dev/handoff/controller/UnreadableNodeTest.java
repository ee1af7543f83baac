package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.record.Phase;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Score;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that answers for some nodes only: of the others nothing new is known, good or bad. */
class UnreadableNodeTest {

  private static final Rule NO_GATEWAY = new Rule.NotDefined("ping");
  private static final Rule GATEWAY =
      new Rule.Compare("ping", Rule.Operator.EQ, "1000", Rule.Type.NUMBER);

  private Stage stage;

  @BeforeEach
  void servesOnNodeA() {
    stage = Stage.serving(Specs.twoNodes().spec());
    stage.node("node-a").measures("ping", "1000");
    stage.node("node-b").measures("ping", "1000");
    stage.play(2);
  }

  @Test
  void aRuleDoesNotTakeAnAttributeThatCannotBeReadForOneThatIsUndefined() {
    stage.apply(Specs.twoNodes().ruled(NO_GATEWAY, Score.MINUS_INFINITY).spec());

    unreadable("node-a");

    assertEquals("node-a", stage.owner());
    assertTrue(stage.phase() instanceof Phase.Settled, stage.phase().toString());
  }

  @Test
  void aNodeThatScoresByARuleKeepsItsGroupWhileItCannotBeRead() {
    stage.apply(Specs.twoNodes().ruled(GATEWAY, new Score(500)).spec());

    unreadable("node-a");

    assertEquals("node-a", stage.owner());
    assertTrue(stage.phase() instanceof Phase.Settled, stage.phase().toString());
  }

  @Test
  void theRuleCountsAgainOnceTheNodeIsRead() {
    stage.apply(Specs.twoNodes().ruled(NO_GATEWAY, Score.MINUS_INFINITY).spec());
    unreadable("node-a");
    stage.node("node-a").forgets("ping");

    stage.channel.throttled("node-a", false);
    stage.play(1);
    stage.evaluate(Trigger.SCHEDULE);

    assertEquals("node-b", stage.owner());
  }

  @Test
  void anOperatorsWordCountsForANodeThatCannotBeRead() {
    unreadable("node-a");

    stage.operate(new OperatorCommand.Standby("node-a"));

    assertEquals("node-b", stage.record().group("web").owner());
  }

  @Test
  void anOperatorWhoAsksIsToldThatItStaysForThat() {
    unreadable("node-a");

    assertEquals(
        "nothing but a ban or the loss of node-a: nothing can be learned of it at present",
        stage.explain("web").movers().getFirst());
  }

  private void unreadable(String node) {
    stage.channel.throttled(node, true);
    stage.evaluate(Trigger.SCHEDULE);
  }
}
