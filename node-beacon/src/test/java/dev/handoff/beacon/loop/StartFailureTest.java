package dev.handoff.beacon.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.spec.ClusterOption;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code start-failure-is-fatal: false}. */
class StartFailureTest {

  private static final Service WEB = Plans.process("web", List.of("web"), Plans.http());

  @Test
  void triesAFailedStartAgainUntilTheThresholdWhereThatIsNotFatal() {
    World world = new World();
    world.plan = lenient(Plans.of("1", 2, WEB));
    world.service("web").start = new Outcome.Failed("no such file");
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(60));

    assertEquals(2, world.actions(Action.Start.class).size());
    assertEquals(2, world.report("web").failures());
    assertEquals("FAILED 1", world.progress());
  }

  @Test
  void servesWhenASecondStartSucceedsWhereTheFirstFailureIsNotFatal() {
    World world = new World();
    world.plan = lenient(Plans.of("1", 2, WEB));
    world.service("web").start = new Outcome.Failed("no such file");
    world.order(1, Role.ACTIVE);
    while (world.actions(Action.Start.class).isEmpty()) {
      world.wake();
      world.run(Duration.ofMillis(5));
    }

    world.run(Duration.ofMillis(20));
    world.service("web").start = Outcome.OK;
    world.run(Duration.ofSeconds(30));

    assertEquals("ACTIVE 1", world.progress());
    assertEquals(1, world.report("web").failures());
  }

  private static Plan lenient(Plan plan) {
    return new Plan(
        plan.version(),
        plan.cluster(),
        plan.node(),
        plan.beat(),
        plan.isolation(),
        plan.groups(),
        plan.probes(),
        List.of(ClusterOption.START_FAILURES_COUNT_ONE),
        plan.watch());
  }
}
