package dev.handoff.beacon.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.events.Beat;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What probes publish, and when. */
class ProbesTest {

  private static final Measurement UNKNOWN = new Measurement.Unknown("not permitted");
  private static final Plan PLAN = plan(Duration.ofSeconds(3));

  @Test
  void runsOnceAnInterval() {
    World world = world("1000");

    world.run(Duration.ofSeconds(3));

    long began = world.times(Action.RunProbe.class).getFirst().toMillis();
    assertEquals(
        LongStream.range(0, 3).map(i -> i * 1000).boxed().toList(),
        world.times(Action.RunProbe.class).stream().map(at -> at.toMillis() - began).toList());
  }

  @Test
  void publishesTheFirstValueAtOnce() {
    World world = new World();
    world.plan = PLAN;
    world.measurements.put("ping", new Measurement.Value("1000"));

    world.feed(new Event.PlanArrived(PLAN));
    world.run(Duration.ofMillis(50));

    assertEquals(Map.of("ping", "1000"), world.lastBeat().attributes());
  }

  @Test
  void waitsForTheFirstRoundBeforeTheFirstBeat() {
    World world = new World();
    world.plan = PLAN;

    world.feed(new Event.PlanArrived(PLAN));
    world.run(Duration.ofMillis(100));
    world.measure("ping", "1000");
    world.run(Duration.ofMillis(1));

    assertEquals(
        List.of("{ping=1000}"), world.beats().stream().map(b -> "" + b.attributes()).toList());
  }

  @Test
  void publishesANewValueUrgentlyOnceItHasLasted() {
    World world = world("1000");
    world.measurements.put("ping", new Measurement.Value("0"));
    long began = world.now();

    world.run(Duration.ofSeconds(6));

    Beat told = firstWith(world, "0");
    assertTrue(told.urgent());
    Duration after = told.uptime().minus(Duration.ofNanos(began));
    assertTrue(
        after.compareTo(Duration.ofSeconds(3)) >= 0 && after.compareTo(Duration.ofSeconds(5)) < 0,
        () -> "dampened for 3 s, told after " + after);
  }

  @Test
  void forgetsAValueThatDidNotLast() {
    World world = world("1000");
    world.measurements.put("ping", new Measurement.Value("0"));
    world.run(Duration.ofSeconds(2));
    world.measurements.put("ping", new Measurement.Value("1000"));

    world.run(Duration.ofSeconds(20));

    assertTrue(world.beats().stream().allMatch(beat -> published(beat).equals("1000")));
  }

  @Test
  void beginsToDampenAnewWithEachOtherValue() {
    World world = world("2000");
    world.measurements.put("ping", new Measurement.Value("1000"));
    world.run(Duration.ofSeconds(2));
    world.measurements.put("ping", new Measurement.Value("0"));

    world.run(Duration.ofSeconds(6));

    assertTrue(world.beats().stream().noneMatch(beat -> published(beat).equals("1000")));
    assertEquals("0", published(world.lastBeat()));
  }

  @Test
  void holdsTheLastValueWhileTheProbeCannotBeMade() {
    World world = world("1000");
    world.measurements.put("ping", UNKNOWN);

    world.run(ProbeSet.SHORTEST_HOLD.minusSeconds(3));

    assertTrue(world.beats().stream().allMatch(beat -> published(beat).equals("1000")));
  }

  @Test
  void withdrawsAValueThatIsTooOldToTellAnything() {
    World world = world("1000");
    world.measurements.put("ping", UNKNOWN);

    world.run(ProbeSet.SHORTEST_HOLD.plusSeconds(3));

    assertEquals(Map.of(), world.lastBeat().attributes());
  }

  @Test
  void takesNoAnswerInTimeForUnknown() {
    World world = world("1000");
    world.measurements.clear();

    world.run(Duration.ofSeconds(30));

    assertEquals("1000", published(world.lastBeat()));
    assertTrue(world.actions(Action.Abandon.class).size() >= 15, "each open round is given up");
  }

  @Test
  void doesNotTakeAFreezeForSilence() {
    World world = world("1000");
    world.measurements.put("ping", new Measurement.Value("0"));
    world.run(Duration.ofSeconds(1));
    world.freeze(Duration.ofSeconds(20));
    world.measurements.put("ping", new Measurement.Value("1000"));

    world.run(Duration.ofSeconds(5));

    assertTrue(world.beats().stream().allMatch(beat -> published(beat).equals("1000")));
  }

  @Test
  void keepsTheValueOfAProbeThatIsRedefinedUntilItIsMeasuredAnew() {
    World world = world("1000");
    Plan next = plan(Duration.ofSeconds(9));
    world.measurements.clear();
    world.feed(new Event.PlanArrived(renamed(next, "2")));
    world.run(Duration.ofMillis(100));
    assertEquals("1000", published(world.lastBeat()));

    world.measure("ping", "0");

    assertEquals("0", published(world.lastBeat()));
  }

  @Test
  void withdrawsTheValueOfAProbeThatThePlanNoLongerNames() {
    World world = world("1000");
    Plan without = Plans.probing(timing(Duration.ZERO));

    world.feed(new Event.PlanArrived(renamed(without, "2")));

    assertEquals(Map.of(), world.lastBeat().attributes());
  }

  private static World world(String value) {
    World world = new World();
    world.plan = PLAN;
    world.measurements.put("ping", new Measurement.Value(value));
    world.feed(new Event.PlanArrived(PLAN));
    world.run(Duration.ofSeconds(2));
    world.done.clear();
    return world;
  }

  private static Plan plan(Duration dampen) {
    return Plans.probing(timing(dampen), "ping");
  }

  private static Probe.Timing timing(Duration dampen) {
    return new Probe.Timing(Duration.ofSeconds(1), Duration.ofMillis(500), dampen);
  }

  private static Plan renamed(Plan plan, String version) {
    return new Plan(
        version,
        plan.cluster(),
        plan.node(),
        plan.beat(),
        plan.isolation(),
        plan.groups(),
        plan.probes(),
        plan.watch());
  }

  private static String published(Beat beat) {
    return beat.attributes().getOrDefault("ping", "");
  }

  private static Beat firstWith(World world, String value) {
    return world.beats().stream()
        .filter(beat -> published(beat).equals(value))
        .findFirst()
        .orElseThrow();
  }
}
