package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.everywhere;
import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many failures a node may have, and when it may have them again. */
class ThresholdTest {

  private static final int INFINITY = 1_000_000;
  private static final Service DB = process("db", List.of("db"), Plans.http());
  private static final Service WEB = process("web", List.of("web"), Plans.http());
  private static final Service BARE = process("web", List.of("web"));

  @Test
  void givesUpWhenTheThresholdIsReached() {
    World world = World.active(Plans.of("1", 2, DB, BARE));
    world.crash("web");
    world.run(Duration.ofSeconds(1));
    assertEquals("ACTIVE 1", world.progress());
    world.done.clear();

    world.crash("web");
    world.run(Duration.ofSeconds(1));

    assertEquals("stop web, stop db", world.steps());
    assertEquals("FAILED 1", world.progress());
    assertEquals(new ResourceReport("web", State.FAILED, 2, "exited with 1"), world.report("web"));
    assertEquals(State.STOPPED, world.report("db").state());
  }

  @Test
  void startsAgainWhenTheFailuresAreForgiven() {
    World world = World.active(Plans.of("1", 1, BARE));
    world.crash("web");
    world.run(Duration.ofSeconds(1));
    world.done.clear();

    world.order(1, Role.ACTIVE, Map.of("web", 1L));
    world.run(Duration.ofSeconds(2));

    assertEquals("start web", world.steps());
    assertEquals("ACTIVE 1", world.progress());
    assertEquals(new ResourceReport("web", State.RUNNING, 1, null), world.report("web"));
  }

  @Test
  void staysGivenUpWhenTooLittleIsForgiven() {
    World world = World.active(Plans.of("1", 2, BARE));
    world.crash("web");
    world.run(Duration.ofSeconds(1));
    world.crash("web");
    world.run(Duration.ofSeconds(5));
    world.crash("web");
    world.done.clear();

    world.order(1, Role.ACTIVE, Map.of("web", 0L));
    world.run(Duration.ofSeconds(3));

    assertEquals("FAILED 1", world.progress());
    assertEquals("", world.steps());
  }

  @Test
  void neverLeavesWithThresholdZero() {
    World world = World.active(Plans.of("1", 0, BARE));

    for (int i = 0; i < 20; i++) {
      world.crash("web");
      world.run(Duration.ofSeconds(40));
    }

    assertEquals("ACTIVE 1", world.progress());
    assertEquals(20, world.report("web").failures());
  }

  @Test
  void neverLeavesForCrashesWithThresholdInfinity() {
    World world = World.active(Plans.of("1", INFINITY, BARE));

    for (int i = 0; i < 20; i++) {
      world.crash("web");
      world.run(Duration.ofSeconds(40));
    }

    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void leavesForAFailedStartWithThresholdInfinity() {
    World world = World.standby(Plans.of("1", INFINITY, DB, WEB));
    world.service("web").start = new Outcome.Failed("no such file");
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(2));

    assertEquals("start db, start web, stop web, stop db", world.steps());
    assertEquals("FAILED 1", world.progress());
    assertEquals(
        new ResourceReport("web", State.FAILED, ResourceReport.FATAL, "no such file"),
        world.report("web"));
  }

  @Test
  void triesAFailedStartAgainAndAgainWithThresholdZero() {
    World world = World.standby(Plans.of("1", 0, WEB));
    world.service("web").start = new Outcome.Failed("no such file");
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(20));

    world.service("web").start = Outcome.OK;
    world.run(Duration.ofSeconds(40));

    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void reportsAnActiveGroupAsFailedWhoseEverywhereServiceReachesTheThreshold() {
    World world = World.active(Plans.of("1", 1, everywhere(BARE)));

    world.crash("web");
    world.run(Duration.ofSeconds(1));

    assertEquals("FAILED 1", world.progress());
    assertTrue(world.service("web").runs);
  }

  @Test
  void remembersFailuresBeforeItTellsOfThem() {
    World world = World.active(Plans.of("1", BARE));
    world.done.clear();

    world.crash("web");

    List<String> kinds =
        world.done.stream()
            .map(World.Done::action)
            .filter(a -> a instanceof Action.Remember || a instanceof Action.Publish)
            .map(a -> a.getClass().getSimpleName())
            .toList();
    assertEquals(List.of("Remember", "Publish"), kinds);
    assertEquals(1, world.remembered("web").failures());
  }

  @Test
  void goesOnCountingAfterARestartOfTheBeacon() {
    World world = World.active(Plans.of("1", 2, BARE));
    world.crash("web");
    world.run(Duration.ofSeconds(1));
    world.restartBeacon();
    world.run(Duration.ofSeconds(3));
    assertEquals(1, world.report("web").failures());

    world.crash("web");
    world.run(Duration.ofSeconds(1));

    assertEquals("FAILED 1", world.progress());
  }

  @Test
  void forgetsNoFailureOfAServiceThatLeavesThePlan() {
    World world = World.active(Plans.of("1", BARE));
    world.crash("web");
    world.run(Duration.ofSeconds(1));
    world.plan = Plans.of("2", DB);
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(3));

    world.plan = Plans.of("3", BARE);
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(5));

    assertEquals(1, world.report("web").failures());
  }
}
