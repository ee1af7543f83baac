package dev.handoff.beacon.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Aftermath;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the controller learns of the reactions that failures have asked for. */
class AftermathTest {

  private static final Outcome BAD = new Outcome.Failed("status 500");
  private static final Service DB = Plans.process("db", List.of("db"), Plans.http());

  private static Plan plan(OnFail onFail) {
    return Plans.of("1", DB, Plans.process("web", List.of("web"), Plans.http(onFail)));
  }

  @ParameterizedTest
  @EnumSource(
      value = OnFail.class,
      names = {"STOP", "BLOCK", "STANDBY"})
  void tellsWhatAFailureHasAskedForUntilItIsForgiven(OnFail onFail) {
    World world = World.active(plan(onFail));
    world.service("web").health = BAD;
    world.run(Duration.ofSeconds(5));
    assertEquals(new Aftermath(onFail, 1), world.report("web").aftermath());

    world.service("web").health = Outcome.OK;
    world.order(1, Role.ACTIVE, Map.of("web", 1L));
    world.run(Duration.ofSeconds(5));

    assertNull(world.report("web").aftermath());
  }

  @ParameterizedTest
  @EnumSource(
      value = OnFail.class,
      names = {"RESTART", "IGNORE"})
  void tellsNothingOfWhatIsAnsweredAtOnce(OnFail onFail) {
    World world = World.active(plan(onFail));
    world.service("web").health = BAD;

    world.run(Duration.ofSeconds(5));

    assertNull(world.report("web").aftermath());
  }

  @Test
  void tellsItAgainAfterTheBeaconWasRestarted() {
    World world = World.active(plan(OnFail.STANDBY));
    world.service("web").health = BAD;
    world.run(Duration.ofSeconds(5));

    world.restartBeacon();
    world.run(Duration.ofSeconds(5));

    assertEquals(new Aftermath(OnFail.STANDBY, 1), world.report("web").aftermath());
  }
}
