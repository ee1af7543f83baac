package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.http;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one service says for itself outweighs what its group says. */
class ResourceOptionsTest {

  private static final Service DB = Plans.process("db", List.of("db"), http());
  private static final Service WEB = Plans.process("web", List.of("web"), http());

  @Test
  void givesUpAtTheServicesOwnThreshold() {
    World world = World.active(Plans.of("1", "web", Plans.threshold(1), DB, WEB));

    world.crash("web");
    world.run(Duration.ofSeconds(2));

    assertEquals("FAILED 1", world.progress());
  }

  @Test
  void goesOnBelowTheServicesOwnThreshold() {
    World world = World.active(Plans.of("1", "web", Plans.threshold(9), DB, WEB));

    for (int failure = 0; failure < 4; failure++) {
      world.crash("web");
      world.run(Duration.ofSeconds(20));
    }

    assertEquals("ACTIVE 1", world.progress());
  }

  @Test
  void neitherStartsNorStopsAServiceThatIsOnlyWatched() {
    World world = new World();
    world.service("web").runs = true;
    world.plan = Plans.of("1", "web", Plans::watched, DB, WEB);
    world.order(1, Role.STANDBY);
    world.run(Duration.ofSeconds(3));

    world.crash("web");
    world.order(2, Role.ACTIVE);
    world.run(Duration.ofSeconds(3));

    assertEquals("start db", world.steps());
  }

  @Test
  void keepsUpWhatAServiceThatIsOnlyWatchedRestsOn() {
    World world = World.active(Plans.of("1", DB, WEB));
    world.done.clear();
    world.plan = Plans.of("2", "web", Plans::watched, DB, WEB);
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(3));
    world.order(2, Role.STANDBY);

    world.run(Duration.ofSeconds(5));

    assertEquals("", world.steps());
  }
}
