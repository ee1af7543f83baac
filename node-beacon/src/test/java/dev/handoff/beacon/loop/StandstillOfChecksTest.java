package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A machine that stands still while a service is checked, and not for so long that the check would
 * be made anew: what it may have spoiled is asked for once more.
 */
class StandstillOfChecksTest {

  @Test
  void aCheckThatFailsAfterAStandstillIsMadeOnceMore() {
    World world = checking();

    world.freeze(Duration.ofMillis(900));
    answer(world, new Outcome.Failed("no answer within 2000ms"));
    assertEquals(1, world.actions(Action.RunMonitor.class).size());
    world.run(Duration.ofSeconds(3));

    assertEquals(0, world.remembered("web").failures());
    StandstillTest.assertServes(world);
  }

  @Test
  void aCheckThatFailsOnceMoreCounts() {
    World world = checking();

    world.freeze(Duration.ofMillis(900));
    answer(world, new Outcome.Failed("no answer within 2000ms"));
    world.freeze(Duration.ofMillis(900));
    answer(world, new Outcome.Failed("no answer within 2000ms"));

    assertEquals(1, world.remembered("web").failures());
  }

  @Test
  void aLaterCheckThatFailsByItselfCountsAtOnce() {
    World world = checking();
    world.freeze(Duration.ofMillis(900));
    answer(world, Outcome.OK);
    StandstillTest.untilA(world, Action.RunMonitor.class);

    answer(world, new Outcome.Failed("answered status 503"));

    assertEquals(1, world.remembered("web").failures());
  }

  @Test
  void aCheckThatIsGoodCountsThoughTheMachineStoodStill() {
    World world = checking();

    world.freeze(Duration.ofMillis(900));
    answer(world, Outcome.OK);

    assertEquals(0, world.actions(Action.RunMonitor.class).size());
  }

  @Test
  void aCheckIsNotLateForAStandstill() {
    World world = checking();
    world.service("web").monitorDelay = Duration.ofMillis(1900 + 900);
    world.run(Duration.ofMillis(20));
    StandstillTest.untilA(world, Action.RunMonitor.class);

    world.freeze(Duration.ofMillis(900));
    world.feed(new Event.Tick());
    world.run(Duration.ofSeconds(3));

    assertTrue(world.actions(Action.Abandon.class).isEmpty());
    assertEquals(0, world.remembered("web").failures());
  }

  /** A world in which a check of the running service has just begun. */
  private static World checking() {
    World world = World.active(Plans.of("1", 3, process("web", List.of("web"), Plans.http())));
    StandstillTest.untilA(world, Action.RunMonitor.class);
    return world;
  }

  /** The newest check ends. */
  private static void answer(World world, Outcome outcome) {
    long task = world.actions(Action.RunMonitor.class).getLast().task();
    world.done.clear();
    world.feed(new Event.Monitored(task, outcome));
  }
}
