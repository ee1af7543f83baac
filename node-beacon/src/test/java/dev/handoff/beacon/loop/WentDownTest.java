package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.service;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.beacon.Plans;
import dev.handoff.events.ResourceReport.State;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Monitor.OnFail;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A service that systemd keeps was seen to go down. */
class WentDownTest {

  private static final Service UNIT = unit(OnFail.RESTART, null);

  private static Service unit(OnFail onFail, @Nullable Duration delay) {
    Duration interval = Duration.ofSeconds(30);
    Duration timeout = Duration.ofSeconds(2);
    return service(
        "web",
        new Kind.Systemd("web"),
        new Monitor(new Check.Own(), interval, timeout, onFail, delay));
  }

  private static World active(Service service) {
    World world = World.active(Plans.of("1", service));
    world.done.clear();
    return world;
  }

  @Test
  void itsMonitorIsAskedAtOnceAndNotAtItsInterval() {
    World world = active(UNIT);

    down(world);
    world.run(Duration.ofMillis(100));

    assertEquals("stop web, start web", world.steps());
    assertEquals(1, world.report("web").failures());
  }

  @Test
  void aMonitorThatFindsNothingWrongHasTheLastWord() {
    World world = active(UNIT);

    world.feed(new Event.WentDown(world.service("web").instance));
    world.run(Duration.ofSeconds(1));

    assertEquals("", world.steps());
    assertEquals(1, world.actions(Action.RunMonitor.class).size());
    assertEquals(State.RUNNING, world.report("web").state());
  }

  @Test
  void itsMonitorDecidesWhatFollows() {
    World world = active(unit(OnFail.IGNORE, null));

    down(world);
    world.run(Duration.ofSeconds(1));

    assertEquals("", world.steps());
  }

  @Test
  void whatWasBeingAskedMeanwhileIsAskedAgain() {
    World world = active(UNIT);
    world.service("web").monitorDelay = Duration.ofMillis(500);
    world.run(Duration.ofSeconds(28));
    assertEquals(1, world.actions(Action.RunMonitor.class).size());
    assertEquals("", world.steps());
    world.service("web").monitorDelay = World.STEP;
    long asked = world.actions(Action.RunMonitor.class).getLast().task();

    world.feed(new Event.WentDown(world.service("web").instance));
    world.service("web").runs = false;
    world.feed(new Event.Monitored(asked, Outcome.OK));
    world.run(Duration.ofMillis(100));

    assertEquals("stop web, start web", world.steps());
  }

  @Test
  void anEarlierInstanceIsOfNoInterest() {
    World world = active(UNIT);
    long former = world.service("web").instance;
    down(world);
    world.run(Duration.ofSeconds(1));
    world.done.clear();

    world.feed(new Event.WentDown(former));
    world.run(Duration.ofMillis(100));

    assertEquals(0, world.actions(Action.RunMonitor.class).size());
  }

  @Test
  void aMonitorThatStillWaitsGoesOnWaiting() {
    World world = active(unit(OnFail.RESTART, Duration.ofSeconds(10)));

    down(world);
    world.run(Duration.ofSeconds(1));

    assertEquals(0, world.actions(Action.RunMonitor.class).size());
  }

  private static void down(World world) {
    world.service("web").runs = false;
    world.feed(new Event.WentDown(world.service("web").instance));
  }
}
