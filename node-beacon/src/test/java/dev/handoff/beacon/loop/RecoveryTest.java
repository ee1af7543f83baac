package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.everywhere;
import static dev.handoff.beacon.Plans.process;
import static dev.handoff.beacon.Plans.service;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a failure leads to. */
class RecoveryTest {

  private static final int INFINITY = 1_000_000;
  private static final Outcome.Failed BAD = new Outcome.Failed("status 500");
  private static final Service DB = process("db", List.of("db"), Plans.http());
  private static final Service WEB = process("web", List.of("web"), Plans.http());
  private static final Service BARE = process("web", List.of("web"));

  @Test
  void restartsACrashedServiceAtOnce() {
    World world = World.active(Plans.of("1", BARE));
    world.done.clear();

    world.crash("web");
    world.run(Duration.ofMillis(200));

    assertEquals("stop web, start web", world.steps());
    assertEquals("ACTIVE 1", world.progress());
    assertEquals(new ResourceReport("web", State.RUNNING, 1, "exited with 1"), world.report("web"));
  }

  @Test
  void tellsOfACrashBeforeItIsMended() {
    World world = World.active(Plans.of("1", BARE));
    world.done.clear();

    world.crash("web");

    assertTrue(world.lastBeat().urgent());
    assertEquals(State.STOPPING, world.report("web").state());
    assertEquals(1, world.report("web").failures());
  }

  @Test
  void restartsTheLaterMembersWithIt() {
    World world = World.active(Plans.of("1", DB, WEB));
    world.done.clear();

    world.crash("db");
    world.run(Duration.ofSeconds(1));

    assertEquals("stop web, stop db, start db, start web", world.steps());
    assertEquals(1, world.report("db").failures());
    assertEquals(0, world.report("web").failures());
  }

  @Test
  void restartsAServiceWhoseMonitorFails() {
    World world = World.active(Plans.of("1", WEB));
    world.done.clear();
    world.service("web").health = BAD;

    world.run(Duration.ofSeconds(5));

    assertEquals("stop web, start web", world.steps());
    assertEquals(State.STARTING, world.report("web").state());
    assertEquals(1, world.report("web").failures());
  }

  @Test
  void takesAMonitorThatDoesNotAnswerInTimeForAFailure() {
    World world = World.active(Plans.of("1", WEB));
    world.service("web").monitorDelay = Duration.ofSeconds(60);

    world.run(Duration.ofSeconds(8));

    assertEquals(1, world.report("web").failures());
    assertEquals("no answer within 2s", world.remembered("web").last());
  }

  @Test
  void countsAStartThatTakesTooLongAsFailed() {
    World world = World.standby(Plans.of("1", WEB));
    world.service("web").startDelay = Duration.ofSeconds(60);
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(12));

    assertEquals("start web, kill web, stop web", world.steps());
    assertEquals("FAILED 1", world.progress());
    assertEquals("did not start within 10s", world.report("web").detail());
  }

  @Test
  void countsAServiceThatNeverComesUpAsAFailedStart() {
    World world = World.standby(Plans.of("1", WEB));
    world.service("web").health = BAD;
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(12));

    assertEquals("FAILED 1", world.progress());
    assertEquals("not up within 10s: status 500", world.report("web").detail());
  }

  @Test
  void countsACrashDuringTheStartAsAFailedStart() {
    World world = World.standby(Plans.of("1", WEB));
    world.service("web").health = BAD;
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(2));

    world.crash("web");
    world.run(Duration.ofSeconds(1));

    assertEquals("FAILED 1", world.progress());
    assertEquals("exited with 1 while it started", world.report("web").detail());
  }

  @Test
  void countsAServiceAsUpWhoseChecksCannotBeMade() {
    World world = World.standby(Plans.of("1", WEB));
    world.service("web").health = new Outcome.Unknown("no such command");
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(12));

    assertEquals("ACTIVE 1", world.progress());
    assertEquals(
        new ResourceReport("web", State.UNKNOWN, 0, "no such command"), world.report("web"));
  }

  @Test
  void neverCountsAnUnknownOutcome() {
    World world = World.active(Plans.of("1", 1, WEB));
    world.service("web").health = new Outcome.Unknown("too many open files");

    world.run(Duration.ofMinutes(10));

    assertEquals("ACTIVE 1", world.progress());
    assertEquals(State.UNKNOWN, world.report("web").state());
    world.service("web").health = Outcome.OK;
    world.run(Duration.ofSeconds(7));
    assertEquals(new ResourceReport("web", State.RUNNING, 0, null), world.report("web"));
  }

  @Test
  void restartsTheFirstTimeAtOnceAndThenSlowerAndSlower() {
    World world = World.active(Plans.of("1", INFINITY, BARE));
    world.service("web").startDelay = Duration.ZERO;
    world.service("web").stopDelay = Duration.ZERO;
    long[] waits = new long[8];

    for (int i = 0; i < waits.length; i++) {
      world.done.clear();
      long crashed = world.now();
      world.crash("web");
      world.run(Duration.ofSeconds(31));
      World.Done start =
          world.done.stream().filter(d -> d.action() instanceof Action.Start).findFirst().get();
      waits[i] = Duration.ofNanos(start.at() - crashed).toSeconds();
    }

    assertEquals("[0, 1, 2, 4, 8, 16, 30, 30]", Arrays.toString(waits));
  }

  @Test
  void restartsAtOnceAgainAfterAMinuteOfHealth() {
    World world = World.active(Plans.of("1", INFINITY, BARE));
    for (int i = 0; i < 5; i++) {
      world.crash("web");
      world.run(Duration.ofSeconds(31));
    }
    world.run(Duration.ofSeconds(60));
    world.done.clear();

    world.crash("web");
    world.run(Duration.ofMillis(100));

    assertEquals("stop web, start web", world.steps());
  }

  @Test
  void countsAndRestartsWhatRunsEverywhereOnStandbyToo() {
    World world = World.standby(Plans.of("1", everywhere(BARE)));

    world.crash("web");
    world.run(Duration.ofSeconds(2));

    assertEquals("stop web, start web", world.steps());
    assertEquals(1, world.report("web").failures());
    assertEquals("STANDBY 0", world.progress());
  }

  @Test
  void countsEachFailingCheckOfAnExternalService() {
    Service external = service("web", new Kind.External(), Plans.http());
    World world = World.active(Plans.of("1", 3, external));
    world.service("web").health = BAD;

    world.run(Duration.ofSeconds(6));
    assertEquals("STARTING 1", world.progress());
    world.run(Duration.ofSeconds(10));

    assertEquals("FAILED 1", world.progress());
    assertEquals(3, world.report("web").failures());
  }

  @Test
  void givesAnExternalServiceTimeToComeUp() {
    Service external = service("web", new Kind.External(), Plans.http());
    World world = World.standby(Plans.of("1", 2, external));
    world.service("web").health = BAD;
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(9));
    assertEquals(0, world.report("web").failures());

    world.run(Duration.ofSeconds(3));

    assertEquals(1, world.report("web").failures());
    assertEquals("not up within 10s: status 500", world.remembered("web").last());
  }

  @Test
  void ignoresTheExitOfAnEarlierProcess() {
    World world = World.active(Plans.of("1", BARE));
    long first = world.service("web").instance;
    world.crash("web");
    world.run(Duration.ofSeconds(2));
    world.done.clear();

    world.feed(new Event.ProcessExited(first, "exited with 1"));
    world.run(Duration.ofSeconds(2));

    assertEquals("", world.steps());
    assertEquals(1, world.report("web").failures());
  }

  @Test
  void looksAgainAtAServiceThatEndsWhileItIsBeingFound() {
    World world = World.active(Plans.of("1", BARE));
    world.restartBeacon();
    world.feed(new Event.PlanArrived(Plans.of("1", BARE)));
    long inspection = world.actions(Action.Inspect.class).getLast().task();
    world.service("web").runs = false;
    world.feed(new Event.ProcessExited(inspection, "ended"));

    world.run(Duration.ofSeconds(3));

    assertEquals("start web, start web", world.steps());
    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void cutsALongDetailShort() {
    World world = World.active(Plans.of("1", 1, WEB));
    world.service("web").health = new Outcome.Failed("x".repeat(500));

    world.run(Duration.ofSeconds(8));

    String detail = world.report("web").detail();
    assertEquals("x".repeat(ServiceReport.DETAIL_LENGTH - 1) + "…", detail);
  }
}
