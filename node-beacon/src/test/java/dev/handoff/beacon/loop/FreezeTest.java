package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A beacon that was frozen: what it slept through says nothing about others. */
class FreezeTest {

  private static final Service WEB = process("web", List.of("web"), Plans.http());

  @Test
  void accusesNobodyAfterAFreeze() {
    World world = World.standby(watching(WEB));
    world.peers.add(new PeerBeat("key-b", "boot-b", 1));
    world.run(Duration.ofMillis(3500));

    world.freeze(Duration.ofSeconds(30));
    world.run(Duration.ofSeconds(1));
    world.peers.set(0, new PeerBeat("key-b", "boot-b", 2));
    world.run(Duration.ofSeconds(3));

    assertTrue(world.beats().stream().allMatch(beat -> beat.missed().isEmpty()));
  }

  @Test
  void takesBackAnAccusationUntilItHasLookedAgain() {
    World world = World.standby(watching(WEB));
    world.peers.add(new PeerBeat("key-b", "boot-b", 1));
    world.run(Duration.ofSeconds(6));
    assertEquals(1, world.lastBeat().missed().size());

    world.freeze(Duration.ofSeconds(30));
    world.feed(new Event.Tick());

    assertTrue(world.lastBeat().missed().isEmpty());
    world.run(Duration.ofSeconds(6));
    assertEquals(1, world.lastBeat().missed().size());
  }

  @Test
  void countsNoMonitorThatTheFreezeMadeLate() {
    World world = World.active(Plans.of("1", 1, WEB));
    world.service("web").monitorDelay = Duration.ofSeconds(1);
    world.run(Duration.ofSeconds(5));
    while (!(world.done.getLast().action() instanceof Action.RunMonitor)) {
      world.run(Duration.ofMillis(10));
    }

    world.freeze(Duration.ofSeconds(30));
    world.run(Duration.ofSeconds(20));

    assertEquals("ACTIVE 1", world.progress());
    assertEquals(0, world.report("web").failures());
  }

  @Test
  void asksEveryMonitorAtOnceAfterAFreeze() {
    World world = World.active(Plans.of("1", 1, WEB));
    world.run(Duration.ofSeconds(2));
    world.freeze(Duration.ofSeconds(30));
    world.done.clear();

    world.feed(new Event.Tick());

    assertEquals(1, world.actions(Action.RunMonitor.class).size());
  }

  @Test
  void countsNoTimeOfAFreezeAgainstAStart() {
    World world = World.standby(Plans.of("1", 1, WEB));
    world.service("web").startDelay = Duration.ofSeconds(8);
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(2));

    world.freeze(Duration.ofSeconds(4));
    world.feed(new Event.Tick());
    world.run(Duration.ofSeconds(6));

    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void beatsAtOnceAfterAFreeze() {
    World world = World.active(Plans.of("1", WEB));
    world.run(Duration.ofMillis(2300));
    world.freeze(Duration.ofSeconds(30));
    world.done.clear();

    world.feed(new Event.Tick());

    assertEquals(1, world.beats().size());
  }

  @Test
  void restartsNothingExclusiveBeforeItKnowsThatItStillMay() {
    World world = World.active(Plans.of("1", process("web", List.of("web"))));
    world.run(Duration.ofMillis(2300));
    world.order(2, Role.STANDBY);
    world.freeze(Duration.ofSeconds(30));
    world.done.clear();

    world.crash("web");
    world.run(Duration.ofSeconds(3));

    assertEquals("stop web", world.steps());
    assertEquals("STANDBY 2", world.progress());
  }

  @Test
  void restartsOnceItKnowsThatItStillMay() {
    World world = World.active(Plans.of("1", process("web", List.of("web"))));
    world.run(Duration.ofMillis(2300));
    world.freeze(Duration.ofSeconds(30));
    world.done.clear();

    world.crash("web");
    assertEquals("", world.steps());
    world.run(Duration.ofSeconds(1));

    assertEquals("stop web, start web", world.steps());
  }

  @Test
  void asksBeforeItTakesItselfForIsolated() {
    World world = World.active(isolated());
    world.run(Duration.ofMillis(2300));
    world.freeze(Duration.ofSeconds(30));
    world.done.clear();

    world.run(Duration.ofSeconds(5));

    assertEquals("", world.steps());
  }

  @Test
  void isIsolatedWhenTheFirstBeatAfterAFreezeFails() {
    World world = World.active(isolated());
    world.run(Duration.ofMillis(2300));
    world.freeze(Duration.ofSeconds(30));
    world.storeAway = true;
    world.done.clear();

    world.run(Duration.ofMillis(500));

    assertEquals("stop web", world.steps());
  }

  @Test
  void isIsolatedWhenTheFirstBeatAfterAFreezeHasNoAnswer() {
    World world = World.active(isolated());
    world.run(Duration.ofMillis(2300));
    world.freeze(Duration.ofSeconds(30));
    world.storeDelay = Duration.ofMinutes(5);
    world.done.clear();

    world.run(Duration.ofMillis(1500));

    assertEquals("stop web", world.steps());
  }

  @Test
  void doesNotTakeABusyMachineForAFreeze() {
    World world = World.active(Plans.of("1", WEB));

    world.freeze(Duration.ofMillis(900));
    world.run(Duration.ofSeconds(1));

    assertTrue(
        world.actions(Action.Log.class).stream().noneMatch(log -> log.text().contains("frozen")));
  }

  @Test
  void looksOutForFreezesFourTimesInTheShortestTimeout() {
    FreezeWatch watch = new FreezeWatch(0);
    watch.follow(Plans.of("1", WEB));
    long second = Duration.ofSeconds(1).toNanos();

    assertEquals(100 + second / 2, watch.expect(Nanos.NEVER, 100));
    assertEquals(100 + 7, watch.expect(107, 100));
    assertFalse(watch.isFreeze(watch.wake(107 + second)));
    assertTrue(watch.isFreeze(watch.wake(107 + second + 1)));
  }

  private static Plan isolated() {
    return Plans.of(
        "1",
        Plans.BEAT,
        new Isolation(Duration.ofSeconds(2), Isolation.Action.STOP),
        List.of(Plans.group("front", 3, process("web", List.of("web")))));
  }

  private static Plan watching(Service service) {
    Plan plan = Plans.of("1", service);
    return new Plan(
        plan.version(),
        plan.cluster(),
        plan.node(),
        plan.beat(),
        plan.isolation(),
        plan.groups(),
        plan.probes(),
        List.of(new Plan.Peer("b", "key-b")));
  }
}
