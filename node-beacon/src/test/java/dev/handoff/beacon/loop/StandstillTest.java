package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Plan;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.Role;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A machine that stands still while a service is started, stopped or inspected, and not long enough
 * for anybody to take it for frozen: silence is measured in minutes here, a start (10 s) and a stop
 * (3 s) in seconds. Whatever ran out of time meanwhile has not failed.
 */
class StandstillTest {

  private static final Service BARE = process("web", List.of("web"));

  @Test
  void aStartHasAllOfItsTimeThoughTheMachineStoodStillInIt() {
    World world = starting(BARE, Duration.ofMillis(9900 + 20_000));

    world.freeze(Duration.ofSeconds(20));
    world.feed(new Event.Tick());
    world.run(Duration.ofSeconds(12));

    assertServes(world);
  }

  @Test
  void aStartHasAllOfItsTimeThoughTheMachineStoodStillForASecond() {
    World world = starting(BARE, Duration.ofMillis(9900 + 1500));
    world.run(Duration.ofMillis(2500));

    world.freeze(Duration.ofMillis(1500));
    world.run(Duration.ofSeconds(12));

    assertServes(world);
  }

  @Test
  void aStartThatIsBeingProvedHasAllOfItsTimeToo() {
    World world = starting(slowlyWatched(), Duration.ofSeconds(1));
    world.service("web").monitorDelay = Duration.ofMillis(8500 + 20_000);
    world.run(Duration.ofSeconds(3));

    world.freeze(Duration.ofSeconds(20));
    world.feed(new Event.Tick());
    world.run(Duration.ofSeconds(8));

    assertServes(world);
  }

  @Test
  void aStartIsProvedAnewWhereChecksHaveToBeMadeAnew() {
    World world = World.standby(Plans.of("1", 3, process("web", List.of("web"), Plans.http())));
    world.service("web").startDelay = Duration.ofSeconds(9);
    world.service("web").monitorDelay = Duration.ofMillis(900);
    world.order(1, Role.ACTIVE);
    untilA(world, Action.Start.class);
    world.run(Duration.ofMillis(9500));

    world.freeze(Duration.ofSeconds(20));
    world.feed(new Event.Tick());
    world.run(Duration.ofSeconds(5));

    assertServes(world);
  }

  @Test
  void aBusyMachineGivesAStartNoMoreTimeThanItHas() {
    World world = starting(BARE, Duration.ofDays(1));
    world.run(Duration.ofSeconds(4));

    world.freeze(Duration.ofNanos(world.nextWake() - world.now()).plusMillis(150));
    world.feed(new Event.Tick());
    world.run(Duration.ofNanos(startedAt(world) - world.now()).plusMillis(10_050));

    assertEquals(ResourceReport.FATAL, world.remembered("web").failures());
  }

  @Test
  void aStartThatEndedMeanwhileIsCheckedBeforeAnythingIsConcluded() {
    World world = starting(slowlyWatched(), Duration.ofSeconds(3));
    world.run(Duration.ofSeconds(1));

    world.freeze(Duration.ofSeconds(20));
    world.run(Duration.ofSeconds(2));

    assertEquals(1, world.actions(Action.RunMonitor.class).size());
    assertServes(world);
  }

  @Test
  void aStartIsNoLongerLateForAStandstillAtTheMomentThatItsTimeIsUp() {
    World world = starting(BARE, Duration.ofMillis(9900 + 20_000));
    while (world.nextWake() < startedAt(world) + Duration.ofMillis(9500).toNanos()) {
      world.wake();
    }

    world.freeze(Duration.ofSeconds(20));
    world.feed(new Event.Tick());
    world.run(Duration.ofSeconds(1));

    assertServes(world);
  }

  @Test
  void aStartThatHangsFailsOnceTheMachineHasGoneOnForLongEnough() {
    World world = starting(BARE, Duration.ofDays(1));
    world.run(Duration.ofSeconds(4));

    world.freeze(Duration.ofSeconds(20));
    world.run(Duration.ofSeconds(5));
    assertEquals(0, world.remembered("web").failures());
    world.run(Duration.ofSeconds(2));

    assertEquals(ResourceReport.FATAL, world.remembered("web").failures());
  }

  @Test
  void aStartThatHangsFailsEvenOnAMachineThatIsLateEveryTime() {
    World world = starting(BARE, Duration.ofDays(1));

    for (int i = 0; i < 20; i++) {
      world.freeze(Duration.ofMillis(1500));
      world.feed(new Event.Tick());
    }

    assertEquals(ResourceReport.FATAL, world.remembered("web").failures());
  }

  @Test
  void aStartThatSomebodyElseGaveUpMeanwhileIsTriedAgainOnce() {
    World world = starting(BARE, Duration.ofSeconds(5));
    world.service("web").start = new Outcome.Failed("Job for web.service timed out");
    world.run(Duration.ofSeconds(1));

    world.freeze(Duration.ofSeconds(20));
    world.run(Duration.ofMillis(10));
    world.service("web").start = Outcome.OK;
    world.run(Duration.ofSeconds(6));

    assertEquals("start web, stop web, start web", world.steps());
    assertServes(world);
  }

  @Test
  void aStartThatFailsEachTimeThatTheMachineStandsStillCountsTheSecondTime() {
    World world = starting(BARE, Duration.ofSeconds(5));
    world.service("web").start = new Outcome.Failed("no such file");
    world.run(Duration.ofSeconds(1));
    world.freeze(Duration.ofSeconds(20));
    world.run(Duration.ofSeconds(1));
    assertEquals(2, world.actions(Action.Start.class).size());
    assertEquals(0, world.remembered("web").failures());

    world.freeze(Duration.ofSeconds(20));
    world.run(Duration.ofSeconds(1));

    assertEquals(ResourceReport.FATAL, world.remembered("web").failures());
  }

  @Test
  void aStartThatFailsByItselfCountsThoughTheMachineWasBusy() {
    World world = starting(BARE, Duration.ofSeconds(2));
    world.service("web").start = new Outcome.Failed("no such file");
    world.run(Duration.ofSeconds(1));

    world.freeze(Duration.ofSeconds(2));
    world.run(Duration.ofSeconds(1));

    assertEquals(ResourceReport.FATAL, world.remembered("web").failures());
  }

  @Test
  void aServiceThatWasAskedToStopIsNotKilledForAStandstill() {
    World world = serving();
    world.service("web").stopDelay = Duration.ofMillis(1500);
    world.done.clear();
    world.order(2, Role.STANDBY);
    untilA(world, Action.Stop.class);

    world.freeze(Duration.ofSeconds(20));
    world.feed(new Event.Tick());
    world.run(Duration.ofSeconds(2));

    assertEquals("stop web", world.steps());
    assertFalse(world.service("web").runs);
  }

  @Test
  void aServiceThatWasKilledIsNotTakenForImmortalForAStandstill() {
    World world = serving();
    world.service("web").ignoresStop = true;
    world.done.clear();
    world.order(2, Role.STANDBY);
    untilA(world, Action.Kill.class);

    world.freeze(Duration.ofSeconds(20));
    world.feed(new Event.Tick());
    world.run(Duration.ofMinutes(1));

    assertEquals("stop web, kill web", world.steps());
    assertEquals("STANDBY 2", world.progress());
    assertTrue(
        world.beats().stream()
            .flatMap(beat -> beat.resources().stream())
            .noneMatch(report -> report.state() == ResourceReport.State.FAILED));
  }

  @Test
  void aServiceThatDoesNotStopIsKilledEvenOnAMachineThatIsLateEveryTime() {
    World world = serving();
    world.service("web").ignoresStop = true;
    world.order(2, Role.STANDBY);
    untilA(world, Action.Stop.class);

    for (int i = 0; i < 10; i++) {
      world.freeze(Duration.ofMillis(1500));
      world.feed(new Event.Tick());
    }

    assertEquals(1, world.actions(Action.Kill.class).size());
  }

  @Test
  void theEndOfAStopIsPutOffByNoMoreThanIsSure() {
    World world = serving();
    world.service("web").ignoresStop = true;
    world.order(2, Role.STANDBY);
    untilA(world, Action.Stop.class);
    world.run(Duration.ofMillis(700));

    world.freeze(Duration.ofSeconds(5));
    world.feed(new Event.Tick());
    world.run(Duration.ofMillis(2500));

    assertEquals(1, world.actions(Action.Kill.class).size());
  }

  @Test
  void anInspectionIsNotLateForAStandstill() {
    World world = new World();
    world.feed(new Event.PlanArrived(patient(BARE)));
    assertEquals(1, world.actions(Action.Inspect.class).size());

    world.freeze(Duration.ofSeconds(20));
    world.feed(new Event.Tick());

    assertTrue(world.actions(Action.Abandon.class).isEmpty());
  }

  @Test
  void whatHappenedInTimeIsNotLateForHavingWaitedBehindSomethingElse() {
    World world = starting(BARE, Duration.ofDays(1));
    long task = world.actions(Action.Start.class).getFirst().task();
    while (world.nextWake() < startedAt(world) + Duration.ofSeconds(10).toNanos()) {
      world.wake();
    }

    world.freeze(Duration.ofNanos(world.nextWake() - world.now()).plusMillis(100));
    world.feed(List.of(new Event.Tick(), new Event.StartEnded(task, Outcome.OK)));

    assertEquals(0, world.remembered("web").failures());
    assertEquals("start web", world.steps());
  }

  /** A world in which the start of the service has just begun, which takes so long. */
  private static World starting(Service service, Duration delay) {
    World world = World.standby(patient(service));
    world.service("web").startDelay = delay;
    world.order(1, Role.ACTIVE);
    untilA(world, Action.Start.class);
    return world;
  }

  /** A world in which the service has run for a while. */
  private static World serving() {
    World world = starting(BARE, World.STEP);
    world.run(Duration.ofMinutes(1));
    return world;
  }

  /** Lets time pass until an action of this kind is wanted; what was done before is forgotten. */
  static void untilA(World world, Class<? extends Action> kind) {
    world.done.clear();
    long patience = world.now() + Duration.ofMinutes(1).toNanos();
    while (world.actions(kind).isEmpty()) {
      assertTrue(world.now() < patience, () -> "no " + kind.getSimpleName());
      world.run(World.STEP.dividedBy(2));
    }
  }

  private static long startedAt(World world) {
    return World.START + world.times(Action.Start.class).getFirst().toNanos();
  }

  static void assertServes(World world) {
    assertEquals(0, world.remembered("web").failures());
    world.run(Duration.ofMinutes(1));
    assertEquals("ACTIVE 1", world.progress());
  }

  private static Service slowlyWatched() {
    Monitor slow =
        new Monitor(
            new Monitor.Check.Own(),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1),
            Monitor.OnFail.RESTART);
    return process("web", List.of("web"), slow);
  }

  private static Plan patient(Service service) {
    return Plans.of(
        "1",
        new BeatSpec(Duration.ofSeconds(20), Duration.ofMinutes(5)),
        Isolation.IGNORE,
        List.of(Plans.group("front", 3, service)));
  }
}
