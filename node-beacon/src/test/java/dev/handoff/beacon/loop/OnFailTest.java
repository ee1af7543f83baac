package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Plan;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a monitor's on-fail asks for. */
class OnFailTest {

  private static final Outcome.Failed BAD = new Outcome.Failed("status 500");
  private static final Service DB = process("db", List.of("db"), Plans.http());

  @Test
  void ignoresAFailureThatIsToBeIgnored() {
    World world = World.active(withOnFail(OnFail.IGNORE));
    world.service("web").health = BAD;

    world.run(Duration.ofSeconds(12));

    assertEquals("start web", world.steps());
    assertEquals("ACTIVE 1", world.progress());
    assertEquals(new ResourceReport("web", State.FAILED, 0, "status 500"), world.report("web"));
  }

  @Test
  void keepsAServiceStoppedThatIsToStayStopped() {
    World world = World.active(Plans.of("1", DB, process("web", List.of(), onFail(OnFail.STOP))));
    world.service("web").health = BAD;
    world.run(Duration.ofSeconds(60));
    world.service("web").health = Outcome.OK;
    assertEquals("start db, start web, stop web", world.steps());
    assertEquals("FAILED 1", world.progress());
    assertEquals(1, world.report("web").failures());

    world.order(1, Role.ACTIVE, Map.of("web", 1L));
    world.run(Duration.ofSeconds(2));

    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void keepsAServiceStoppedAcrossARestartOfTheBeacon() {
    World world = World.active(withOnFail(OnFail.STOP));
    world.service("web").health = BAD;
    world.run(Duration.ofSeconds(10));
    world.service("web").health = Outcome.OK;
    world.restartBeacon();

    world.run(Duration.ofSeconds(10));

    assertEquals("start web, stop web", world.steps());
    assertEquals("FAILED 1", world.progress());
  }

  @Test
  void touchesNothingOfABlockedGroup() {
    World world = World.active(Plans.of("1", DB, process("web", List.of(), onFail(OnFail.BLOCK))));
    world.service("web").health = BAD;
    world.run(Duration.ofSeconds(10));
    world.done.clear();

    world.crash("db");
    world.order(2, Role.STANDBY);
    world.run(Duration.ofSeconds(10));

    assertEquals("", world.steps());
    assertEquals("STOP_FAILED 2", world.progress());
    assertEquals(1, world.report("web").failures());
  }

  @Test
  void recoversABlockedServiceAfterACleanup() {
    Service web = process("web", List.of(), own(OnFail.BLOCK));
    World world = World.active(Plans.of("1", web));
    world.crash("web");
    world.run(Duration.ofSeconds(3));
    assertEquals("start web", world.steps());
    assertEquals(State.FAILED, world.report("web").state());

    world.order(1, Role.ACTIVE, Map.of("web", 1L));
    world.run(Duration.ofSeconds(3));

    assertEquals("start web, stop web, start web", world.steps());
    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void givesTheGroupUpWhenTheNodeShouldBeOnStandbyAfterAFailure() {
    World world =
        World.active(Plans.of("1", DB, process("web", List.of(), onFail(OnFail.STANDBY))));
    world.service("web").health = BAD;

    world.run(Duration.ofSeconds(10));

    assertEquals("start db, start web, stop web, stop db", world.steps());
    assertEquals("FAILED 1", world.progress());
  }

  private static Plan withOnFail(OnFail onFail) {
    return Plans.of("1", process("web", List.of("web"), onFail(onFail)));
  }

  private static Monitor onFail(OnFail onFail) {
    return Plans.http(onFail);
  }

  private static Monitor own(OnFail onFail) {
    return new Monitor(new Check.Own(), Duration.ofSeconds(5), Duration.ofSeconds(2), onFail);
  }
}
