package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.beacon.Plans;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A monitor that waits before its first run, as Pacemaker's {@code start-delay} has it wait. */
class StartDelayTest {

  private static final Duration DELAY = Duration.ofSeconds(7);
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Outcome.Failed BAD = new Outcome.Failed("status 500");
  private static final Monitor DELAYED = monitor(new Check.Http("http://127.0.0.1/"), DELAY);
  private static final Monitor PROMPT = monitor(new Check.Tcp("127.0.0.1", 80), null);
  private static final Service WEB = process("web", List.of("web"), DELAYED);

  private static Monitor monitor(Check check, @Nullable Duration delay) {
    return new Monitor(check, INTERVAL, Duration.ofSeconds(2), Monitor.OnFail.RESTART, delay);
  }

  @Test
  void theFirstCheckWaitsAfterTheStart() {
    World world = World.active(Plans.of("1", WEB));
    long started = startEnded(world);

    world.run(Duration.ofSeconds(15));

    List<Long> runs = runsAfter(world, started, DELAYED);
    assertEquals(List.of(7000L, 12_000L, 17_000L), runs);
  }

  @Test
  void theServiceCountsAsUpMeanwhile() {
    World world = World.standby(Plans.of("1", WEB));
    world.service("web").health = BAD;
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(3));

    assertEquals("ACTIVE 1", world.progress());
    assertEquals(State.RUNNING, world.report("web").state());
  }

  @Test
  void whatTheFirstCheckFindsIsAFailureOfARunningService() {
    World world = World.active(Plans.of("1", WEB));
    world.service("web").health = BAD;
    world.done.clear();

    world.run(Duration.ofSeconds(7));

    assertEquals("stop web, start web", world.steps());
    assertEquals(1, world.report("web").failures());
  }

  @Test
  void otherMonitorsDoNotWait() {
    World world = World.active(Plans.of("1", process("web", List.of("web"), DELAYED, PROMPT)));
    long started = startEnded(world);

    world.run(Duration.ofSeconds(8));

    assertEquals(List.of(0L, 5000L, 10_000L), runsAfter(world, started, PROMPT));
    assertEquals(List.of(7000L), runsAfter(world, started, DELAYED));
  }

  @Test
  void aDelayThatIsOverBeforeTheServiceIsUpMakesItsMonitorOneLikeTheOthers() {
    World world = World.standby(Plans.of("1", process("web", List.of("web"), DELAYED, PROMPT)));
    world.service("web").health = BAD;
    world.order(1, Role.ACTIVE);

    world.run(Duration.ofSeconds(9));
    assertEquals("STARTING 1", world.progress());
    world.service("web").health = Outcome.OK;
    world.run(Duration.ofSeconds(1));

    assertEquals("ACTIVE 1", world.progress());
    assertEquals(0, world.report("web").failures());
  }

  @Test
  void waitsAgainAfterARestart() {
    World world = World.active(Plans.of("1", WEB));
    world.run(Duration.ofSeconds(10));
    world.done.clear();

    world.crash("web");
    world.run(Duration.ofSeconds(10));

    assertEquals(List.of(7000L), runsAfter(world, startEnded(world), DELAYED));
  }

  @Test
  void waitsAfterAServiceWasFoundRunning() {
    World world = World.active(Plans.of("1", WEB));
    world.run(Duration.ofSeconds(10));
    world.done.clear();
    world.restartBeacon();

    world.run(Duration.ofSeconds(10));

    long found =
        world.done.stream()
            .filter(d -> d.action() instanceof Action.Inspect)
            .mapToLong(World.Done::at)
            .findFirst()
            .orElseThrow();
    assertEquals(List.of(7000L), runsAfter(world, found + World.STEP.toNanos(), DELAYED));
  }

  @Test
  void aFrozenBeaconDoesNotCutTheDelayShort() {
    World world = World.active(Plans.of("1", WEB));
    long started = startEnded(world);

    world.freeze(Duration.ofSeconds(2));
    world.run(Duration.ofSeconds(4));

    assertEquals(List.of(7000L), runsAfter(world, started, DELAYED));
  }

  /** A start takes one step in this world. */
  private static long startEnded(World world) {
    return world.done.stream()
            .filter(d -> d.action() instanceof Action.Start)
            .mapToLong(World.Done::at)
            .findFirst()
            .orElseThrow()
        + World.STEP.toNanos();
  }

  private static List<Long> runsAfter(World world, long from, Monitor monitor) {
    return world.done.stream()
        .filter(d -> d.action() instanceof Action.RunMonitor run && run.monitor().equals(monitor))
        .map(d -> Duration.ofNanos(d.at() - from).toMillis())
        .toList();
  }
}
