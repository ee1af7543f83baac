package dev.handoff.beacon.loop;

import static dev.handoff.beacon.Plans.process;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Beat;
import dev.handoff.events.Plan;
import dev.handoff.events.ResourceReport;
import dev.handoff.events.Role;
import dev.handoff.events.spec.Probe;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When beats go out, and what makes them urgent. */
class BeatTest {

  /** A round is open at any time, and ends when a test says so. */
  private static final Probe.Timing ENDLESS =
      new Probe.Timing(Duration.ofMillis(100), Duration.ofHours(1), Duration.ZERO);

  private static final Plan PLAN = Plans.of("1", process("web", List.of("web")));

  @Test
  void beatsOnceAnInterval() {
    World world = World.active(PLAN);
    world.run(Duration.ofSeconds(10));
    world.done.clear();

    world.run(Duration.ofSeconds(60));

    assertEquals(60, world.beats().size());
    assertTrue(world.beats().stream().noneMatch(Beat::urgent));
  }

  @Test
  void beatsAtOnceAndUrgentlyAfterTheStart() {
    World world = new World();

    world.run(Duration.ofMillis(1));

    assertEquals(List.of(Duration.ZERO), world.times(Action.Publish.class));
    assertTrue(world.lastBeat().urgent());
    assertEquals("", world.lastBeat().planVersion());
  }

  @Test
  void looksAtTheServicesOfAKnownPlanBeforeTheFirstBeat() {
    World world = new World();
    world.service("web").runs = true;
    world.feed(new Event.PlanArrived(PLAN));

    world.run(Duration.ofMillis(20));

    assertEquals("ACTIVE 0", world.progress());
  }

  @Test
  void doesNotWaitLongForThatLook() {
    World world = new World();
    world.feed(new Event.PlanArrived(PLAN));

    while (world.beats().isEmpty()) {
      world.loseEverything();
      world.wake();
    }

    assertEquals(BeaconLoop.FIRST_BEAT_WITHIN, world.times(Action.Publish.class).getFirst());
  }

  @Test
  void countsUpTheSequenceFromTheUptimeInMilliseconds() {
    World world = World.standby(PLAN);
    world.run(Duration.ofSeconds(5));

    List<Long> sequences = world.beats().stream().map(Beat::sequence).toList();

    long first = sequences.getFirst();
    assertTrue(first > Duration.ofNanos(World.START).toMillis());
    assertEquals(IntStream.range(0, sequences.size()).mapToObj(i -> first + i).toList(), sequences);
  }

  @Test
  void keepsTheSequenceGrowingAcrossARestartOfTheBeacon() {
    World world = World.active(PLAN);
    for (int i = 0; i < 20; i++) {
      world.crash("web");
      world.run(Duration.ofMillis(30));
    }
    long before = world.lastBeat().sequence();

    world.restartBeacon();
    world.run(Duration.ofSeconds(1));

    assertTrue(world.lastBeat().sequence() > before);
  }

  @Test
  void tellsTheUptimeAtWhichItWasMade() {
    World world = new World();

    world.run(Duration.ofMillis(1));

    assertEquals(Duration.ofNanos(World.START), world.lastBeat().uptime());
  }

  @Test
  void isUrgentWhenAGroupHasArrived() {
    World world = World.standby(PLAN);
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(4));

    assertEquals(
        List.of("ACTIVE 1"),
        world.beats().stream().filter(Beat::urgent).map(BeatTest::progress).toList());
  }

  @Test
  void acknowledgesANewEpochOfAnActiveGroup() {
    World world = World.active(PLAN);
    world.run(Duration.ofSeconds(2));
    world.done.clear();
    world.order(2, Role.ACTIVE);

    world.run(Duration.ofSeconds(3));

    assertEquals(
        List.of("ACTIVE 2"),
        world.beats().stream().filter(Beat::urgent).map(BeatTest::progress).toList());
  }

  @Test
  void isUrgentWhenAServiceThatRunsEverywhereHasComeUp() {
    World world = new World();
    world.plan = Plans.of("1", Plans.everywhere(process("web", List.of("web"))));
    world.service("web").startDelay = Duration.ofSeconds(2);
    world.order(0, Role.STANDBY);
    world.run(Duration.ofMillis(1500));
    world.done.clear();

    world.run(Duration.ofSeconds(3));

    List<Beat> urgent = world.beats().stream().filter(Beat::urgent).toList();
    assertEquals(1, urgent.size());
    assertEquals(
        ResourceReport.State.RUNNING, urgent.getFirst().resource("web").orElseThrow().state());
  }

  @Test
  void isUrgentWhenAnAttributeChanges() {
    World world = World.standby(Plans.probing(ENDLESS, "ping"));
    world.run(Duration.ofMillis(2300));
    world.done.clear();

    world.measure("ping", "1000");
    assertTrue(world.lastBeat().urgent());
    assertEquals("1000", world.lastBeat().attributes().get("ping"));
    world.run(Duration.ofMillis(2300));
    assertFalse(world.lastBeat().urgent());

    world.measure("ping", "0");

    assertTrue(world.lastBeat().urgent());
    assertEquals("0", world.lastBeat().attributes().get("ping"));
  }

  @Test
  void sendsOneBeatAtATimeAndTellsTheRestInTheNext() {
    World world = World.standby(Plans.probing(ENDLESS, "a", "b", "c"));
    world.storeDelay = Duration.ofMillis(300);
    world.run(Duration.ofMillis(900));
    world.done.clear();

    world.measure("a", "1");
    world.measure("b", "2");
    world.measure("c", "3");
    world.run(Duration.ofMillis(700));

    List<Beat> urgent = world.beats().stream().filter(Beat::urgent).toList();
    assertEquals(2, urgent.size());
    assertEquals("[a]", urgent.getFirst().attributes().keySet().toString());
    assertEquals("[a, b, c]", urgent.getLast().attributes().keySet().toString());
  }

  @Test
  void repeatsABeatThatFailedQuicklyAndThenOnceAnInterval() {
    World world = World.standby(Plans.probing(ENDLESS, "a"));
    world.run(Duration.ofMillis(2300));
    world.done.clear();
    world.storeAway = true;

    long began = world.now();
    world.measure("a", "1");
    world.run(Duration.ofSeconds(8));

    List<Long> at =
        world.done.stream()
            .filter(d -> d.action() instanceof Action.Publish)
            .map(d -> Duration.ofNanos(d.at() - began).toMillis())
            .toList();
    List<Long> quick = LongStream.rangeClosed(0, 25).mapToObj(i -> i * 200).toList();
    assertEquals(quick, at.subList(0, 26));
    assertEquals(List.of(6000L, 7000L, 8000L), at.subList(26, at.size()));
    assertTrue(world.lastBeat().urgent());
  }

  @Test
  void givesUpABeatThatHasNoAnswerForAnInterval() {
    World world = World.active(PLAN);
    world.run(Duration.ofSeconds(2));
    world.done.clear();
    world.storeDelay = Duration.ofSeconds(20);

    world.run(Duration.ofSeconds(10));

    assertEquals(10, world.beats().size());
  }

  @Test
  void hurriesAfterBadNewsUntilNewOrdersCome() {
    World world = World.active(PLAN);
    world.run(Duration.ofSeconds(2));
    world.done.clear();
    world.crash("web");
    world.run(Duration.ofSeconds(1));
    int hurried = world.beats().size();
    assertTrue(hurried >= 5 && hurried <= 8, "beats in the first second: " + hurried);

    world.order(2, Role.ACTIVE);
    world.run(Duration.ofMillis(500));
    world.done.clear();
    world.run(Duration.ofSeconds(2));

    assertEquals(2, world.beats().size());
  }

  @Test
  void hurriesForFiveSecondsOnly() {
    World world = World.active(PLAN);
    world.run(Duration.ofSeconds(2));
    world.crash("web");
    world.run(Duration.ofSeconds(6));
    world.done.clear();

    world.run(Duration.ofSeconds(10));

    assertEquals(10, world.beats().size());
  }

  @Test
  void doesNotHurryAfterGoodNews() {
    World world = World.standby(PLAN);
    world.order(1, Role.ACTIVE);
    world.run(Duration.ofSeconds(2));
    world.done.clear();

    world.run(Duration.ofSeconds(5));

    assertEquals(5, world.beats().size());
  }

  @Test
  void neverAsksToBeWokenLaterThanTheNextBeat() {
    World world = World.active(PLAN);

    assertTrue(world.nextWake() - world.now() <= Plans.BEAT.interval().toNanos());
  }

  private static String progress(Beat beat) {
    return beat.groups().getFirst().progress() + " " + beat.groups().getFirst().epoch();
  }
}
