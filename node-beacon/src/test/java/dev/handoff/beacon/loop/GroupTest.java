package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.everywhere;
import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Plan;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starting in order, stopping in reverse. */
class GroupTest {

  private static final Service DB = process("db", List.of("db"), Plans.http());
  private static final Service APP = process("app", List.of("app"), Plans.http());
  private static final Service WEB = process("web", List.of("web"), Plans.http());
  private static final Plan THREE = Plans.of("1", DB, APP, WEB);

  @Test
  void startsNothingWithoutAnOrder() {
    World world = new World();
    world.plan = THREE;

    world.run(Duration.ofSeconds(20));

    assertEquals("", world.steps());
  }

  @Test
  void startsTheMembersInOrder() {
    World world = World.active(THREE);

    assertEquals("start db, start app, start web", world.steps());
    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void startsALaterMemberOnlyOnceTheMonitorsOfTheEarlierOneAgree() {
    World world = World.standby(THREE);
    world.service("db").health = new Outcome.Failed("warming up");
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(4));
    assertEquals("start db", world.steps());
    assertEquals(State.STARTING, world.report("db").state());
    assertEquals("warming up", world.report("db").detail());

    world.service("db").health = Outcome.OK;
    world.run(Duration.ofSeconds(2));
    assertEquals("start db, start app, start web", world.steps());
  }

  @Test
  void stopsTheMembersInReverse() {
    World world = World.active(THREE);
    world.done.clear();
    world.order(2, Role.STANDBY);

    world.run(Duration.ofSeconds(3));

    assertEquals("stop web, stop app, stop db", world.steps());
    assertEquals("STANDBY 2", world.progress());
  }

  @Test
  void doesNotSayThatItStandsByBeforeTheLastMemberIsDown() {
    World world = World.active(THREE);
    world.service("web").stopDelay = Duration.ofMillis(2900);
    world.order(2, Role.STANDBY);

    world.run(Duration.ofMillis(2500));
    assertEquals("STOPPING 2", world.progress());

    world.run(Duration.ofSeconds(3));
    assertEquals("STANDBY 2", world.progress());
  }

  @Test
  void turnsRoundInTheMiddleOfAStart() {
    World world = World.standby(THREE);
    world.service("app").startDelay = Duration.ofSeconds(5);
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(2));
    assertEquals("start db, start app", world.steps());

    world.order(2, Role.STANDBY);
    world.run(Duration.ofSeconds(2));

    assertEquals("start db, start app, kill app, stop app, stop db", world.steps());
    assertEquals("STANDBY 2", world.progress());
    assertEquals(0, world.report("app").failures());
  }

  @Test
  void turnsRoundInTheMiddleOfAStop() {
    World world = World.active(THREE);
    world.done.clear();
    world.service("web").stopDelay = Duration.ofMillis(2900);
    world.order(2, Role.STANDBY);
    world.run(Duration.ofMillis(1500));
    assertEquals("stop web", world.steps());

    world.order(3, Role.ACTIVE);
    world.run(Duration.ofSeconds(4));

    assertEquals("stop web, start web", world.steps());
    assertEquals("ACTIVE 3", world.progress());
  }

  @Test
  void killsWhatDoesNotStopInTime() {
    World world = World.active(THREE);
    world.done.clear();
    world.service("web").ignoresStop = true;
    world.order(2, Role.STANDBY);

    world.run(Duration.ofSeconds(6));

    assertEquals("stop web, kill web, stop app, stop db", world.steps());
    assertEquals("STANDBY 2", world.progress());
  }

  @Test
  void reportsWhatDoesNotStopEvenWhenKilled() {
    World world = World.active(THREE);
    world.service("web").immortal = true;
    world.order(2, Role.STANDBY);

    world.run(Duration.ofSeconds(7));

    assertEquals("STOP_FAILED 2", world.progress());
    assertEquals(State.FAILED, world.report("web").state());
    assertEquals("did not stop within 2s", world.report("web").detail());
    assertTrue(world.service("db").runs);
  }

  @Test
  void goesOnStoppingWhatDidNotStop() {
    World world = World.active(THREE);
    world.service("web").immortal = true;
    world.order(2, Role.STANDBY);
    world.run(Duration.ofSeconds(7));

    world.service("web").immortal = false;
    world.run(Duration.ofSeconds(10));

    assertEquals("STANDBY 2", world.progress());
  }

  @Test
  void keepsWhatRunsEverywhereRunningOnStandby() {
    World world = World.standby(Plans.of("1", everywhere(WEB)));
    world.run(Duration.ofSeconds(2));

    assertTrue(world.service("web").runs);
    assertEquals("STANDBY 0", world.progress());
    assertEquals(State.RUNNING, world.report("web").state());
  }

  @Test
  void startsWhatRunsEverywhereWithoutAnyOrder() {
    World world = new World();
    world.feed(new Event.PlanArrived(Plans.of("1", everywhere(WEB))));

    world.run(Duration.ofSeconds(3));

    assertEquals("start web", world.steps());
  }

  @Test
  void doesNotTouchWhatRunsEverywhereInAHandover() {
    World world = World.active(Plans.of("1", everywhere(DB), WEB));
    world.order(2, Role.STANDBY);
    world.run(Duration.ofSeconds(3));

    assertEquals("start web, stop web", world.steps());
    assertEquals("STANDBY 2", world.progress());
    assertTrue(world.service("db").runs);
  }

  @Test
  void isActiveAtOnceWhenThereIsNothingToStart() {
    Plan addressOnly = Plans.of("1", new Address.ElasticIp("eip", "eipalloc-1", null));

    World world = World.active(addressOnly);

    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void isNotActiveWhileAnEverywhereServiceOfItIsDown() {
    World world = World.standby(Plans.of("1", everywhere(WEB)));
    world.service("web").health = new Outcome.Failed("status 500");
    world.run(Duration.ofSeconds(6));
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(2));

    assertEquals("STARTING 1", world.progress());
  }

  @Test
  void touchesNothingOfAGroupThatIsNotManaged() {
    GroupSpec group = Plans.group("front", 3, WEB, everywhere(APP));
    GroupSpec unmanaged =
        new GroupSpec(
            group.name(), group.resources(), group.meta(), group.targetRole(), false, false);
    World world = new World();
    world.service("web").runs = true;
    world.plan = Plans.of("1", Plans.BEAT, Isolation.IGNORE, List.of(unmanaged));
    world.order(1, Role.STANDBY);
    world.run(Duration.ofSeconds(3));
    world.crash("web");
    world.order(2, Role.ACTIVE);

    world.run(Duration.ofSeconds(3));

    assertEquals("", world.steps());
    assertEquals(State.FAILED, world.report("web").state());
  }

  @Test
  void stopsWhatItFindsRunningAndIsNotOrderedToRun() {
    World world = new World();
    world.plan = THREE;
    world.service("db").runs = true;
    world.order(4, Role.STANDBY);

    world.run(Duration.ofSeconds(3));

    assertEquals("stop db", world.steps());
  }

  @Test
  void leavesAloneWhatItFindsRunningUntilItKnowsItsOrders() {
    World world = new World();
    world.plan = THREE;
    world.service("db").runs = true;
    world.feed(new Event.PlanArrived(THREE));

    world.run(Duration.ofSeconds(60));

    assertEquals("", world.steps());
  }

  @Test
  void restartsInOrderWhenAnEarlierMemberIsFoundDead() {
    World world = World.active(THREE);
    world.service("db").runs = false;
    world.restartBeacon();
    world.done.clear();

    world.run(Duration.ofSeconds(3));

    assertEquals("stop web, stop app, start db, start app, start web", world.steps());
    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void looksAgainWhileItCannotTellWhetherAServiceRuns() {
    World world = new World();
    world.plan = THREE;
    world.service("db").finding = new Finding.Unclear("no such command");
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(5));
    assertEquals("", world.steps());
    assertEquals(State.UNKNOWN, world.report("db").state());
    assertEquals("no such command", world.report("db").detail());

    world.service("db").finding = null;
    world.run(Duration.ofSeconds(5));

    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void stopsOnStandbyWhatItCannotTellTheStateOf() {
    World world = new World();
    world.plan = Plans.of("1", DB);
    world.service("db").finding = new Finding.Unclear("no such command");
    world.order(1, Role.STANDBY);

    world.run(Duration.ofSeconds(5));

    assertEquals("stop db", world.steps());
    assertEquals("STANDBY 1", world.progress());
  }

  @Test
  void stopsAServiceThatTheNewPlanNoLongerNames() {
    World world = World.active(THREE);
    world.done.clear();
    world.plan = Plans.of("2", DB);
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(4));

    assertEquals("stop web, stop app", world.steps());
    assertEquals(1, world.lastBeat().resources().size());
    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void keepsAServiceThatComesBackBeforeItWasStopped() {
    World world = World.active(THREE);
    world.done.clear();
    world.service("web").stopDelay = Duration.ofSeconds(3);
    world.plan = Plans.of("2", DB);
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(2));
    assertEquals("stop web", world.steps());

    world.plan = Plans.of("3", DB, APP, WEB);
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(5));

    assertEquals("stop web, start web", world.steps());
    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void restartsAServiceWhoseCommandHasChanged() {
    World world = World.active(THREE);
    world.done.clear();
    world.plan = Plans.of("2", DB, APP, process("web", List.of("web", "-v"), Plans.http()));
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(4));

    assertEquals("stop web, start web", world.steps());
    assertEquals(
        List.of("web", "-v"),
        ((Kind.Supervised) world.actions(Action.Start.class).getLast().service().kind()).command());
    assertEquals(0, world.report("web").failures());
  }

  @Test
  void keepsAServiceRunningWhenOnlyItsMonitorsHaveChanged() {
    World world = World.active(Plans.of("1", WEB));
    world.plan = Plans.of("2", process("web", List.of("web"), Plans.http(OnFail.IGNORE)));
    world.done.clear();
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(4));

    assertEquals("", world.steps());
    assertEquals(
        OnFail.IGNORE, world.actions(Action.RunMonitor.class).getLast().monitor().onFail());
  }

  @Test
  void ignoresAPlanForAnotherNode() {
    World world = World.active(Plans.of("1", WEB));
    Plan other =
        new Plan("2", "web", "b", Plans.BEAT, Isolation.IGNORE, List.of(), List.of(), List.of());

    world.feed(new Event.PlanArrived(other));
    world.run(Duration.ofSeconds(2));

    assertEquals("1", world.lastBeat().planVersion());
    assertFalse(world.lastBeat().groups().isEmpty());
  }
}
