package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.Operator.Reply;
import dev.handoff.controller.answer.Answer;
import dev.handoff.events.Happening;
import dev.handoff.events.OperatorCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Pacemaker's users expect of maintenance: hands off, on every node. */
class MaintenanceTest {

  @Test
  void explainsInMaintenanceWhatWillHappenWhenItIsOff() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.operate(new OperatorCommand.Maintenance(true));
    stage.node("node-a").leave();
    stage.evaluate();
    stage.play(3);

    Answer answer = stage.explain("web");

    assertEquals("node-a", stage.owner());
    assertTrue(
        answer.why().toString().contains("When it is turned off, web goes to node-b"),
        answer.toString());
    Reply.Done off =
        assertInstanceOf(Reply.Done.class, stage.operate(new OperatorCommand.Maintenance(false)));
    assertTrue(off.message().contains("web goes to node-b"), off.message());
    stage.play(3);
    assertEquals("node-b", stage.owner());
  }

  @Test
  void inMaintenanceNodesLeaveEveryGroupAlone() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());

    stage.operate(new OperatorCommand.Maintenance(true));

    assertEquals(List.of(), stage.orders("node-a").orders());
    var plan = stage.channel.plan(stage.spec, stage.spec.nodes().getFirst()).orElseThrow();
    assertFalse(plan.groups().getFirst().managed());
    assertEquals(plan.version(), stage.orders("node-a").planVersion());

    stage.operate(new OperatorCommand.Maintenance(false));
    assertEquals(1, stage.orders("node-a").orders().size());
  }

  @Test
  void inMaintenanceAFailedStartCountsWhatTheSpecSays() {
    Stage stage = Stage.serving(Specs.twoNodes().lenient());

    stage.operate(new OperatorCommand.Maintenance(true));

    var plan = stage.channel.plan(stage.spec, stage.spec.nodes().getFirst()).orElseThrow();
    assertFalse(plan.groups().getFirst().managed());
    assertFalse(plan.startFailureIsFatal());
  }

  @Test
  void whatFailsInMaintenanceDoesNotCountAfterwards() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.node("node-a").fail("web", "httpd", false);
    stage.play(2);
    stage.operate(new OperatorCommand.Maintenance(true));
    for (int i = 0; i < 5; i++) {
      stage.node("node-a").fail("web", "httpd", false);
      stage.play(2);
    }

    stage.operate(new OperatorCommand.Maintenance(false));
    stage.play(4);

    assertEquals("node-a", stage.owner());
    assertEquals(1, stage.record().node("node-a").failures("httpd").count());
    assertEquals(1, stage.happenings(Happening.ResourceFailed.class).size());
  }
}
