package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.everywhere;
import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Beat;
import dev.handoff.events.Plan;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a beacon ends. */
class DepartureTest {

  private static final Service DB = process("db", List.of("db"));
  private static final Service WEB = process("web", List.of("web"));
  private static final Plan PLAN = Plans.of("1", DB, WEB);

  @Test
  void stopsTheGroupThenTellsItThenEnds() {
    World world = World.active(PLAN);
    world.done.clear();

    world.feed(new Event.ShutdownAsked(false));
    world.run(Duration.ofSeconds(5));

    assertEquals("stop web, stop db", world.steps());
    assertTrue(world.exited);
    Beat last = world.lastBeat();
    assertTrue(last.leaving() && last.urgent());
    assertEquals("STANDBY 1", world.progress());
    assertTrue(world.done.getLast().action() instanceof Action.Exit);
    assertEquals(1, world.beats().stream().filter(Beat::leaving).count());
  }

  @Test
  void stopsWhatRunsEverywhereAfterTheLastBeat() {
    World world = World.active(Plans.of("1", everywhere(DB), WEB));
    world.done.clear();

    world.feed(new Event.ShutdownAsked(false));
    world.run(Duration.ofSeconds(5));

    List<String> order =
        world.done.stream()
            .map(World.Done::action)
            .map(action ->
                switch (action) {
                  case Action.Stop a -> "stop " + a.service().name();
                  case Action.Publish a -> a.draft().leaving() ? "leaving" : "";
                  case Action.Exit _ -> "exit";
                  default -> "";
                })
            .filter(word -> !word.isEmpty())
            .toList();
    assertEquals(List.of("stop web", "leaving", "stop db", "exit"), order);
  }

  @Test
  void leavesEverythingRunningWhenOnlyTheBeaconIsReplaced() {
    World world = World.active(PLAN);
    world.done.clear();

    world.feed(new Event.ShutdownAsked(true));

    assertEquals(List.of(new Action.Exit()), world.actions(Action.class));
    assertTrue(world.service("web").runs && world.service("db").runs);
  }

  @Test
  void triesTheLastBeatThreeTimes() {
    World world = World.active(PLAN);
    world.storeAway = true;
    world.done.clear();

    world.feed(new Event.ShutdownAsked(false));
    world.run(Duration.ofSeconds(10));

    assertTrue(world.exited);
    assertEquals(3, world.beats().stream().filter(Beat::leaving).count());
  }

  @Test
  void endsAlthoughTheStoreNeverAnswers() {
    World world = World.active(PLAN);
    world.storeDelay = Duration.ofMinutes(5);

    world.feed(new Event.ShutdownAsked(false));
    world.run(Duration.ofSeconds(20));

    assertTrue(world.exited);
  }

  @Test
  void takesNoEarlierAnswerForTheAnswerToTheLastBeat() {
    World world = World.active(PLAN);
    world.storeDelay = Duration.ofMillis(1500);
    world.run(Duration.ofSeconds(3));
    world.feed(new Event.ShutdownAsked(false));
    while (world.beats().stream().noneMatch(Beat::leaving)) {
      world.run(Duration.ofMillis(10));
    }

    world.run(Duration.ofMillis(990));

    assertFalse(world.exited);
  }

  @Test
  void endsAlthoughAServiceDoesNotStop() {
    World world = World.active(PLAN);
    world.service("web").immortal = true;

    world.feed(new Event.ShutdownAsked(false));
    world.run(Duration.ofSeconds(20));

    assertTrue(world.exited);
    assertEquals("STOP_FAILED 1", world.progress());
  }

  @Test
  void startsNothingAnyMore() {
    World world = World.active(PLAN);
    world.service("web").stopDelay = Duration.ofSeconds(2);
    world.done.clear();
    world.feed(new Event.ShutdownAsked(false));
    world.order(2, Role.ACTIVE);

    world.run(Duration.ofSeconds(10));

    assertEquals("stop web, stop db", world.steps());
  }

  @Test
  void beatsOrdinarilyWhileItsServicesStop() {
    World world = World.active(PLAN);
    world.service("web").stopDelay = Duration.ofMillis(2900);
    world.run(Duration.ofSeconds(1));
    world.done.clear();

    world.feed(new Event.ShutdownAsked(false));
    world.run(Duration.ofMillis(2800));

    assertTrue(world.beats().size() >= 2);
    assertTrue(world.beats().stream().noneMatch(Beat::leaving));
  }
}
