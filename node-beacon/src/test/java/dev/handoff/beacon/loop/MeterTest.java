package dev.handoff.beacon.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.beacon.metrics.Exposed;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a beacon tells of itself, counted around a real loop. */
class MeterTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String HTTPD = "{group=\"front\",service=\"httpd\"}";
  private static final Monitor MONITOR =
      new Monitor(new Monitor.Check.Tcp("127.0.0.1", 80), SECOND, SECOND, Monitor.OnFail.RESTART);
  private static final Service SERVICE = Plans.process("httpd", List.of("httpd"), MONITOR);
  private static final Plan PLAN = Plans.of("7", SERVICE);

  @Test
  void aBeatIsSentAndThenAcknowledged() {
    World world = World.active(PLAN);
    Exposed before = world.metrics();

    world.run(SECOND.multipliedBy(10));

    Exposed after = world.metrics();
    assertEquals(10, after.value("handoff_beats_sent_total") - sent(before), 1);
    assertEquals(sent(after), after.value("handoff_beats_acknowledged_total"), 1);
    assertEquals(0, after.value("handoff_beats_failed_total"));
    assertTrue(after.value("handoff_acknowledged_beat_age_seconds") < 1.1);
  }

  @Test
  void whileTheStoreIsAwayBeatsFailAndTheLastOneGetsOld() {
    World world = World.active(PLAN);
    double before = world.metrics().value("handoff_beats_acknowledged_total");
    world.storeAway = true;

    world.run(SECOND.multipliedBy(10));

    Exposed after = world.metrics();
    assertEquals(before, after.value("handoff_beats_acknowledged_total"), 1);
    assertTrue(after.value("handoff_beats_failed_total") > 3);
    assertEquals(10, after.value("handoff_acknowledged_beat_age_seconds"), 1.1);
  }

  @Test
  void whoAsksBeforeTheFirstTurnHearsOfAStart() {
    Exposed metrics = new World().metrics();

    assertEquals(0, sent(metrics));
    assertEquals(0, metrics.value("handoff_acknowledged_beat_age_seconds"));
    assertTrue(metrics.samples().stream().noneMatch(s -> s.startsWith("handoff_plan_info")));
    assertEquals(
        1, metrics.value("handoff_beacon_info{cluster=\"web\",node=\"a\",version=\"1.0\"}"));
  }

  @Test
  void planEpochAndRoleAreThoseOfTheNewestOrders() {
    World world = World.active(PLAN);
    assertEquals(1, world.metrics().value("handoff_plan_info{version=\"7\"}"));
    assertEquals(1, world.metrics().value("handoff_group_epoch{group=\"front\"}"));
    assertEquals(1, world.metrics().value("handoff_group_active{group=\"front\"}"));

    world.order(2, Role.STANDBY);
    world.run(SECOND.multipliedBy(3));

    assertEquals(2, world.metrics().value("handoff_group_epoch{group=\"front\"}"));
    assertEquals(0, world.metrics().value("handoff_group_active{group=\"front\"}"));
    assertEquals(0, state(world, "running"));
    assertEquals(1, state(world, "stopped"));
  }

  @Test
  void aCrashIsAFailureAndARestart() {
    World world = World.active(PLAN);
    assertEquals(1, state(world, "running"));
    assertEquals(1, world.metrics().value("handoff_service_starts_total" + HTTPD));
    assertEquals(0, world.metrics().value("handoff_service_restarts_total" + HTTPD));

    world.crash("httpd");
    world.run(SECOND.multipliedBy(3));

    Exposed after = world.metrics();
    assertEquals(1, state(world, "running"));
    assertEquals(1, after.value("handoff_service_failures_total" + HTTPD));
    assertEquals(2, after.value("handoff_service_starts_total" + HTTPD));
    assertEquals(1, after.value("handoff_service_restarts_total" + HTTPD));
  }

  /** Failures are of the boot, so a new beacon knows them; starts are its own. */
  @Test
  void aStartByANewBeaconIsNoRestart() {
    World world = World.active(PLAN);
    world.crash("httpd");
    world.run(SECOND.multipliedBy(3));
    world.order(2, Role.STANDBY);
    world.run(SECOND.multipliedBy(3));

    world.restartBeacon();
    world.order(3, Role.ACTIVE);
    world.run(SECOND.multipliedBy(3));

    Exposed after = world.metrics();
    assertEquals(1, after.value("handoff_service_failures_total" + HTTPD));
    assertEquals(1, after.value("handoff_service_starts_total" + HTTPD));
    assertEquals(0, after.value("handoff_service_restarts_total" + HTTPD));
  }

  @Test
  void aFailedStartIsNotAMillionFailures() {
    World world = World.standby(PLAN);
    world.service("httpd").start = new Outcome.Failed("no");

    world.order(1, Role.ACTIVE);
    world.run(SECOND.multipliedBy(3));

    assertEquals(0, world.metrics().value("handoff_service_failures_total" + HTTPD));
    assertEquals(1, world.metrics().value("handoff_service_failed_starts_total" + HTTPD));
    assertEquals(1, state(world, "failed"));
  }

  @Test
  void aMonitorIsCountedByWhatItFound() {
    World world = World.active(PLAN);
    double ok = runs(world, "ok");
    assertTrue(ok >= 1);
    assertEquals(0.01, duration(world), 1e-9);
    world.service("httpd").health = new Outcome.Unknown("no such program");

    world.run(SECOND.multipliedBy(5));

    assertEquals(ok, runs(world, "ok"), 1);
    assertEquals(5, runs(world, "unknown"), 1);
    assertEquals(0, runs(world, "failed"));
  }

  @Test
  void aMonitorThatDoesNotAnswerHasFailedAfterItsTimeout() {
    World world = World.active(PLAN);
    double ok = runs(world, "ok");
    world.service("httpd").monitorDelay = Duration.ofHours(1);

    world.run(SECOND.multipliedBy(3));

    assertEquals(ok, runs(world, "ok"), 1);
    assertTrue(runs(world, "failed") >= 1);
    assertEquals(1, duration(world), 0.02);
  }

  @Test
  void aPeerAgesWhileItsBeatDoesNotMove() {
    Plan.Peer peer = new Plan.Peer("b", "web/b");
    Plan watching =
        new Plan(
            "7", "web", "a", Plans.BEAT, PLAN.isolation(), PLAN.groups(), List.of(), List.of(peer));
    World world = World.standby(watching);
    assertFalse(world.metrics().samples().contains("handoff_peer_beat_age_seconds{peer=\"b\"}"));

    world.peers.add(new PeerBeat("web/b", "boot-b", 1));
    world.run(SECOND.multipliedBy(5));
    assertEquals(4.5, age(world), 1);

    world.peers.set(0, new PeerBeat("web/b", "boot-b", 2));
    world.run(SECOND.multipliedBy(2));
    assertEquals(1.5, age(world), 1);

    double failed = world.metrics().value("handoff_peer_readings_total{result=\"failed\"}");
    world.peersAway = true;
    world.run(SECOND.multipliedBy(5));
    assertEquals(0, failed);
    assertTrue(world.metrics().value("handoff_peer_readings_total{result=\"failed\"}") >= 4);
  }

  private static double sent(Exposed metrics) {
    return metrics.value("handoff_beats_sent_total");
  }

  private static double age(World world) {
    return world.metrics().value("handoff_peer_beat_age_seconds{peer=\"b\"}");
  }

  private static double state(World world, String state) {
    String labels = "{group=\"front\",service=\"httpd\",state=\"%s\"}".formatted(state);
    return world.metrics().value("handoff_service_state" + labels);
  }

  private static double runs(World world, String result) {
    String labels =
        "{group=\"front\",service=\"httpd\",monitor=\"1\",check=\"tcp\",result=\"%s\"}"
            .formatted(result);
    return world.metrics().value("handoff_monitor_runs_total" + labels);
  }

  private static double duration(World world) {
    return world
        .metrics()
        .value(
            "handoff_monitor_last_duration_seconds"
                + "{group=\"front\",service=\"httpd\",monitor=\"1\",check=\"tcp\"}");
  }
}
