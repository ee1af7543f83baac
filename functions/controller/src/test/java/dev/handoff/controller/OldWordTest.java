package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.record.Phase;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node runs is what its last word says, not what it should have said. */
class OldWordTest {

  private static final Isolation STOPS =
      new Isolation(Duration.ofSeconds(2), Isolation.Action.STOP);

  @Test
  void aNodeThatLeavesWithItsServicesRunningIsNotTakenForStopped() {
    Stage stage = Stage.serving(Specs.twoNodes().isolation(STOPS).spec());

    stage.node("node-a").leaveEverythingRunning();
    stage.evaluate();
    stage.play(3);

    assertTrue(stage.phase() instanceof Phase.Releasing, stage.phase().toString());
    assertFalse(stage.node("node-b").isActive("web"));
  }

  @Test
  void aServiceThatTheSpecDropsWhileItsGroupMovesIsWaitedFor() {
    Stage stage = Stage.serving(Specs.twoNodes().spec());
    stage.node("node-a").ignoresOrders(true);
    stage.operate(new OperatorCommand.Move("web", "node-b", null));
    assertTrue(stage.phase() instanceof Phase.Releasing, stage.phase().toString());

    stage.apply(withoutServices(stage.spec));

    assertTrue(stage.phase() instanceof Phase.Releasing, stage.phase().toString());
  }

  private static ClusterSpec withoutServices(ClusterSpec spec) {
    GroupSpec web = spec.groups().getFirst();
    return new ClusterSpec(
        spec.cluster(),
        spec.beat(),
        spec.isolation(),
        spec.fence(),
        spec.limits(),
        spec.symmetric(),
        spec.nodes(),
        List.of(web.with(List.copyOf(web.addresses()))),
        spec.constraints(),
        spec.probes(),
        spec.topic());
  }
}
