package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.everywhere;
import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node does when nobody hears it: isolation after two seconds, lost after four. */
class IsolationTest {

  private static final Service DB = process("db", List.of("db"));
  private static final Service WEB = process("web", List.of("web"));

  @Test
  void keepsServicesRunningWhenIsolationIsIgnored() {
    World world = World.active(plan(Isolation.Action.IGNORE));
    world.storeAway = true;

    world.run(Duration.ofMinutes(10));

    assertEquals("start db, start web", world.steps());
  }

  @Test
  void neitherStopsNorRebootsOnceItsClusterIsForgotten() {
    for (Isolation.Action action : Isolation.Action.values()) {
      World world = World.active(plan(action));
      world.orders = null;
      world.run(Duration.ofSeconds(5));

      world.storeAway = true;
      world.run(Duration.ofMinutes(10));

      assertEquals("start db, start web", world.steps());
      assertTrue(world.done.stream().noneMatch(d -> d.action() instanceof Action.Reboot));
    }
  }

  @Test
  void stopsTheActiveGroupsInReverse() {
    World world = World.active(plan(Isolation.Action.STOP));
    world.done.clear();
    world.storeAway = true;

    world.run(Duration.ofSeconds(4));

    assertEquals("stop web, stop db", world.steps());
    assertEquals("STANDBY 1", world.progress());
  }

  @Test
  void measuresFromTheSendTimeOfTheLastAcknowledgedBeat() {
    World world = World.active(plan(Isolation.Action.STOP));
    world.storeDelay = Duration.ofMillis(600);
    world.run(Duration.ofSeconds(10));
    long lastSent = lastAcknowledged(world);
    world.done.clear();
    world.storeAway = true;

    world.run(Duration.ofSeconds(5));

    World.Done stop =
        world.done.stream()
            .filter(d -> d.action() instanceof Action.Stop)
            .findFirst()
            .orElseThrow();
    assertEquals(Duration.ofSeconds(2), Duration.ofNanos(stop.at() - lastSent));
  }

  @Test
  void doesNothingWhileBeatsAreAcknowledgedInTime() {
    World world = World.active(plan(Isolation.Action.STOP));

    for (int i = 0; i < 20; i++) {
      world.storeAway = true;
      world.run(Duration.ofMillis(700));
      world.storeAway = false;
      world.run(Duration.ofMillis(1500));
    }

    assertEquals("start db, start web", world.steps());
  }

  @Test
  void leavesWhatRunsEverywhereAlone() {
    Plan plan =
        Plans.of(
            "1",
            Plans.BEAT,
            new Isolation(Duration.ofSeconds(2), Isolation.Action.STOP),
            List.of(Plans.group("front", 3, everywhere(WEB))));
    World world = World.active(plan);
    world.storeAway = true;

    world.run(Duration.ofMinutes(1));

    assertTrue(world.service("web").runs);
    assertEquals("", world.steps());
  }

  @Test
  void startsAgainWhenTheSameOrderStillStandsATimeoutAfterContact() {
    World world = cutOff();
    world.storeAway = false;
    long contact = world.now();

    world.run(Duration.ofSeconds(10));

    assertEquals("start db, start web", world.steps());
    World.Done start =
        world.done.stream()
            .filter(d -> d.action() instanceof Action.Start)
            .findFirst()
            .orElseThrow();
    Duration waited = Duration.ofNanos(start.at() - contact);
    assertTrue(waited.compareTo(Plans.BEAT.timeout()) >= 0, () -> "waited only " + waited);
    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void startsAtOnceWhenItIsOrderedAnew() {
    World world = cutOff();
    world.storeAway = false;
    world.order(2, Role.ACTIVE);

    world.run(Duration.ofSeconds(2));

    assertEquals("start db, start web", world.steps());
    assertEquals("ACTIVE 2", world.progress());
  }

  @Test
  void staysDownWhenTheGroupWasGivenToAnother() {
    World world = cutOff();
    world.order(2, Role.STANDBY);
    world.storeAway = false;

    world.run(Duration.ofMinutes(1));

    assertEquals("", world.steps());
    assertEquals("STANDBY 2", world.progress());
  }

  @Test
  void staysDownWhenContactIsLostAgainBeforeTheProof() {
    World world = cutOff();

    for (int i = 0; i < 10; i++) {
      world.storeAway = false;
      world.run(Duration.ofSeconds(3));
      world.storeAway = true;
      world.run(Duration.ofSeconds(3));
    }

    assertEquals("", world.steps());
  }

  @Test
  void takesNoOrderFromBeforeTheStrikeForAProof() {
    World world = World.active(plan(Isolation.Action.STOP));
    world.done.clear();
    // Answers arrive, but only to beats that were sent before the strike.
    world.storeDelay = Duration.ofSeconds(3);
    world.run(Duration.ofSeconds(4));
    world.storeAway = true;

    world.run(Duration.ofSeconds(20));

    assertEquals("stop web, stop db", world.steps());
  }

  @Test
  void rebootsOnceAndStopsWhatItCan() {
    World world = World.active(plan(Isolation.Action.REBOOT));
    world.storeAway = true;

    world.run(Duration.ofMinutes(1));

    assertEquals(1, world.actions(Action.Reboot.class).size());
    assertEquals("start db, start web, stop web, stop db", world.steps());
  }

  @Test
  void stopsABlockedGroupAllTheSame() {
    Service blocked = process("web", List.of(), Plans.http(OnFail.BLOCK));
    World world = World.active(plan(Isolation.Action.STOP, DB, blocked));
    world.service("web").health = new Outcome.Failed("status 500");
    world.run(Duration.ofSeconds(10));
    world.done.clear();
    world.storeAway = true;

    world.run(Duration.ofSeconds(4));

    assertEquals("stop web, stop db", world.steps());
  }

  @Test
  void stopsTheRestWhenOneServiceDoesNotStop() {
    World world = World.active(plan(Isolation.Action.STOP));
    world.service("web").immortal = true;
    world.storeAway = true;

    world.run(Duration.ofSeconds(10));

    assertTrue(!world.service("db").runs);
    assertEquals("STOP_FAILED 1", world.progress());
  }

  @Test
  void stopsWhatItFindsWhenItIsRestartedWhileCutOff() {
    World world = World.active(plan(Isolation.Action.STOP));
    world.restartBeacon();
    world.storeAway = true;
    world.done.clear();
    world.feed(new Event.PlanArrived(plan(Isolation.Action.STOP)));

    world.run(Duration.ofSeconds(4));

    assertEquals("stop web, stop db", world.steps());
  }

  @Test
  void strikesWhenANewPlanSaysSo() {
    World world = World.active(plan(Isolation.Action.IGNORE));
    world.storeAway = true;
    world.run(Duration.ofSeconds(20));
    world.done.clear();
    Plan stop = plan(Isolation.Action.STOP);
    world.feed(new Event.PlanArrived(Plans.of("2", stop.beat(), stop.isolation(), stop.groups())));

    world.run(Duration.ofSeconds(1));

    assertEquals("stop web, stop db", world.steps());
  }

  /** A node that was active with epoch 1 and has stopped its group because nobody heard it. */
  private static World cutOff() {
    World world = World.active(plan(Isolation.Action.STOP));
    world.storeAway = true;
    world.run(Duration.ofSeconds(20));
    world.done.clear();
    return world;
  }

  private static long lastAcknowledged(World world) {
    long roundTrip = Duration.ofMillis(600).toNanos();
    return world.done.stream()
        .filter(d -> d.action() instanceof Action.Publish && d.at() + roundTrip <= world.now())
        .mapToLong(World.Done::at)
        .max()
        .orElseThrow();
  }

  private static Plan plan(Isolation.Action action) {
    return plan(action, DB, WEB);
  }

  private static Plan plan(Isolation.Action action, Service... services) {
    return Plans.of(
        "1",
        Plans.BEAT,
        new Isolation(Duration.ofSeconds(2), action),
        List.of(Plans.group("front", 3, services)));
  }
}
