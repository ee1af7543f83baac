package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.record.Phase;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Service;
import org.junit.jupiter.api.Test;

/** A spec adds a service to a group that is served: it may run on the other node already. */
class AddedServiceTest {

  private static final Resource HTTPD = Specs.service("httpd", Service.Runs.ACTIVE);
  private static final Resource WORKER = Specs.service("worker", Service.Runs.ACTIVE);
  private static final ClusterSpec BEFORE = Specs.twoNodes().resources(Specs.EIP, HTTPD).spec();
  private static final ClusterSpec AFTER =
      Specs.twoNodes().resources(Specs.EIP, HTTPD, WORKER).spec();

  private final Stage stage = Stage.serving(AFTER);

  @Test
  void theOwnerDoesNotKnowOfItUntilTheOtherNodeHasToldOfIt() {
    addWorkerWhileNodeBIsSlow();

    assertFalse(namesWorker("node-a"));
    assertTrue(namesWorker("node-b"), "what runs there is stopped");

    answer();
    assertTrue(namesWorker("node-a"));
    assertEquals(planOf("node-a").version(), stage.orders("node-a").planVersion());
  }

  @Test
  void theEvaluationOfTheSpecWaitsForTheAnswerAndPublishesBothPlans() {
    stage.apply(BEFORE);
    stage.play(2);
    stage.node("node-b").takesOverThePlanIn(3);
    stage.play(1);

    stage.apply(AFTER);

    assertTrue(namesWorker("node-a"));
    assertEquals(planOf("node-a").version(), stage.orders("node-a").planVersion());
  }

  @Test
  void whatTheGroupRanBeforeGoesOnMeanwhile() {
    addWorkerWhileNodeBIsSlow();

    assertTrue(planOf("node-a").groups().getFirst().resource("httpd").isPresent());
    assertTrue(stage.node("node-a").isActive("web"));
    assertTrue(stage.phase() instanceof Phase.Settled, stage.phase().toString());
  }

  @Test
  void aNewOwnerDoesNotKnowOfItEitherAndTheFormerOneStopsIt() {
    addWorkerWhileNodeBIsSlow();
    stage.node("node-a").ignoresOrders(true);

    stage.operate(new OperatorCommand.Move("web", "node-b", null));

    assertTrue(namesWorker("node-a"));
    stage.node("node-a").ignoresOrders(false);
    stage.node("node-a").knowsNoPlan(true);
    stage.play(3);
    assertEquals("node-b", stage.owner());
    assertFalse(namesWorker("node-b"));
  }

  @Test
  void aServiceThatWasNamedAllAlongIsManagedAtOnce() {
    stage.operate(
        new OperatorCommand.Apply(Specs.twoNodes().resources(HTTPD, WORKER, Specs.EIP).spec()));

    assertTrue(namesWorker("node-a"));
  }

  /** node-b is slow to take over the plan that names the new service. */
  private void addWorkerWhileNodeBIsSlow() {
    stage.apply(BEFORE);
    stage.play(2);
    stage.node("node-b").knowsNoPlan(true);
    stage.play(1);
    stage.apply(AFTER);
    stage.play(2);
  }

  private void answer() {
    stage.node("node-b").knowsNoPlan(false);
    stage.play(2);
    stage.evaluate();
  }

  private boolean namesWorker(String node) {
    return planOf(node).groups().getFirst().resource("worker").isPresent();
  }

  private Plan planOf(String node) {
    NodeSpec spec = stage.spec.node(node).orElseThrow();
    return stage.channel.plan(stage.spec, spec).orElseThrow();
  }
}
