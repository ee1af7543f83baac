package dev.handoff.beacon.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Plan;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An active order may leave some of the group out. */
class PartialGroupTest {

  private static final Service DB = Plans.process("db", List.of("db"), Plans.http());
  private static final Service APP = Plans.process("app", List.of("app"), Plans.http());
  private static final Service WEB = Plans.process("web", List.of("web"), Plans.http());
  private static final Plan THREE = Plans.of("1", 2, DB, APP, WEB);

  @Test
  void startsOnlyWhatTheOrderLeavesIn() {
    World world = World.standby(THREE);

    world.order(1, Role.ACTIVE, Map.of(), List.of("app", "web"));
    world.run(Duration.ofSeconds(3));

    assertEquals("start db", world.steps());
    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void stopsWhatANewerOrderOfTheSameEpochLeavesOut() {
    World world = World.active(THREE);
    world.done.clear();

    world.order(1, Role.ACTIVE, Map.of(), List.of("app", "web"));
    world.run(Duration.ofSeconds(3));

    assertEquals("stop web, stop app", world.steps());
    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void startsAgainWhatTheOrderNoLongerLeavesOut() {
    World world = World.standby(THREE);
    world.order(1, Role.ACTIVE, Map.of(), List.of("app", "web"));
    world.run(Duration.ofSeconds(3));

    world.order(2, Role.ACTIVE);
    world.run(Duration.ofSeconds(3));

    assertEquals("start db, start app, start web", world.steps());
    assertEquals("ACTIVE 2", world.progress());
  }

  @Test
  void runsTheOthersOfAGroupThatItHadGivenUpForTheOneThatIsLeftOut() {
    World world = World.active(THREE);
    world.crash("web");
    world.run(Duration.ofSeconds(10));
    world.crash("web");
    world.run(Duration.ofSeconds(10));
    assertEquals("FAILED 1", world.progress());

    world.order(1, Role.ACTIVE, Map.of(), List.of("web"));
    world.run(Duration.ofSeconds(5));

    assertEquals("ACTIVE 1", world.progress());
    assertEquals(State.RUNNING, world.report("app").state());
    assertEquals(State.FAILED, world.report("web").state());
  }
}
